using System.Globalization;
using System.Text;
using System.Text.Json;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>The body of an entity-group transaction as the table protocol has it: multipart, one request per operation.</summary>
internal static class BatchBody
{
    internal const string Batch = "batch_stepwell";
    private const string ChangeSet = "changeset_stepwell";

    internal static byte[] Write(string address, string table, string partitionKey, IReadOnlyList<TableOperation> operations)
    {
        using var body = new MemoryStream();
        Text(body, $"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");
        foreach (var operation in operations)
        {
            var insert = operation.Kind == TableOperationKind.Insert;
            var method = operation.Kind switch { TableOperationKind.Insert => "POST", TableOperationKind.Delete => "DELETE", _ => "PUT" };
            Text(body, $"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Text(body, $"{method} {address}/{table}{(insert ? "" : Address(partitionKey, operation.RowKey))} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
            if (insert) Text(body, "Prefer: return-no-content\r\n");
            if (operation.Kind is TableOperationKind.Update or TableOperationKind.Delete) Text(body, $"If-Match: {operation.ETag ?? "*"}\r\n");
            if (operation.Kind == TableOperationKind.Delete) Text(body, "\r\n");
            else
            {
                Text(body, "Content-Type: application/json\r\n\r\n");
                body.Write(Entity(partitionKey, operation));
            }
            Text(body, "\r\n");
        }
        Text(body, $"--{ChangeSet}--\r\n--{Batch}--\r\n");
        return body.ToArray();
    }

    internal static string Address(string partitionKey, string rowKey) => $"(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')";

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static byte[] Entity(string partitionKey, TableOperation operation)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", partitionKey);
            json.WriteString("RowKey", operation.RowKey);
            foreach (var (name, value) in operation.Properties)
            {
                var (type, text) = value switch
                {
                    byte[] binary => ("Edm.Binary", Convert.ToBase64String(binary)),
                    long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
                    DateTimeOffset time => ("Edm.DateTime", time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)),
                    double => ("Edm.Double", null),
                    _ => (null, null),
                };
                if (type is not null) json.WriteString(name + "@odata.type", type);
                json.WritePropertyName(name);
                if (text is not null) json.WriteStringValue(text);
                else JsonSerializer.Serialize(json, value, value.GetType());
            }
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Text(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
