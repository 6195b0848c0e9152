using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>The table protocol over HTTP, as the emulator's well-known account: what the tests of the store talk to a real server with.</summary>
internal sealed partial class RestTables(HttpClient http, Uri address) : ITableService
{
    private const string Account = "devstoreaccount1";
    private const string Json = "application/json";

    /// <summary>The key that every emulator has, and that the documentation of the emulator publishes.</summary>
    private static readonly byte[] Key = Convert.FromBase64String("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
    private readonly string root = $"{address.GetLeftPart(UriPartial.Authority)}/{Account}";

    public async ValueTask CreateTableAsync(string table, CancellationToken cancellation)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, root + "/Tables", Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}"""), Json, cancellation);
        if (status is not (HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.Conflict)) throw Refused(status, body);
    }

    public async ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        var uri = $"{root}/{table}{BatchBody.Address(partitionKey, rowKey)}{(select is null ? "" : "?" + Select(select))}";
        var (status, body, _) = await SendAsync(HttpMethod.Get, uri, null, null, cancellation);
        if (status == HttpStatusCode.NotFound && body.Contains("ResourceNotFound", StringComparison.Ordinal)) return null;
        if (status != HttpStatusCode.OK) throw Refused(status, body);
        using var json = JsonDocument.Parse(body);
        return Row(json.RootElement);
    }

    public async ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        var uri = new StringBuilder($"{root}/{table}()?$top={query.PageSize}");
        if (Filter(query) is { Length: > 0 } filter) uri.Append("&$filter=").Append(Uri.EscapeDataString(filter));
        if (query.Select is not null) uri.Append('&').Append(Select(query.Select));
        if (continuation is not null) uri.Append('&').Append(continuation);
        var (status, body, headers) = await SendAsync(HttpMethod.Get, uri.ToString(), null, null, cancellation);
        if (status != HttpStatusCode.OK) throw Refused(status, body);
        using var json = JsonDocument.Parse(body);
        return new([.. json.RootElement.GetProperty("value").EnumerateArray().Select(Row)], Continuation(headers));
    }

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        var (status, body, _) = await SendAsync(
            HttpMethod.Post, root + "/$batch", BatchBody.Write(root, table, partitionKey, operations), $"multipart/mixed; boundary={BatchBody.Batch}", cancellation);
        if (status != HttpStatusCode.Accepted) throw Refused(status, body);
        var statuses = Statuses().Matches(body).Select(static m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        if (statuses.Count == operations.Count && statuses.TrueForAll(static s => s is >= 200 and < 300)) return TableOutcome.Done;
        var code = Code().Match(body).Groups[1].Value;
        var index = int.TryParse(FailedIndex().Match(body).Groups[1].Value, CultureInfo.InvariantCulture, out var found) ? found : 0;
        return code switch
        {
            "EntityAlreadyExists" => new(TableOutcomeKind.Exists, index),
            "ResourceNotFound" => new(TableOutcomeKind.NotFound, index),
            "UpdateConditionNotSatisfied" => new(TableOutcomeKind.PreconditionFailed, index),
            _ => throw Refused(status, body),
        };
    }

    private async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)> SendAsync(HttpMethod method, string uri, byte[]? body, string? type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(uri));
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }
        var signed = $"{method.Method}\n\n{request.Content?.Headers.ContentType}\n{date}\n/{Account}{request.RequestUri!.AbsolutePath}";
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("x-ms-version", "2019-02-02");
        request.Headers.TryAddWithoutValidation("DataServiceVersion", "3.0");
        request.Headers.TryAddWithoutValidation("Accept", "application/json;odata=minimalmetadata");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {Account}:{Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(signed)))}");
        using var response = await http.SendAsync(request, cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation), response.Headers);
    }

    private static string Filter(TableQuery query)
    {
        var conditions = new List<string>();
        if (query.Partition is not null) Add("PartitionKey eq", query.Partition);
        else
        {
            Add("PartitionKey ge", query.PartitionFrom);
            Add("PartitionKey lt", query.PartitionBefore);
        }
        Add("RowKey ge", query.RowFrom);
        Add("RowKey lt", query.RowBefore);
        return string.Join(" and ", conditions);

        void Add(string comparison, string? key)
        {
            if (key is not null) conditions.Add($"{comparison} '{key.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    private static string Select(IReadOnlyList<string> names) => "$select=" + Uri.EscapeDataString(string.Join(',', ["PartitionKey", "RowKey", .. names]));

    private static string? Continuation(HttpResponseHeaders headers)
    {
        var parts = new[] { "NextPartitionKey", "NextRowKey" }
            .Where(n => headers.Contains("x-ms-continuation-" + n))
            .Select(n => $"{n}={Uri.EscapeDataString(headers.GetValues("x-ms-continuation-" + n).Single())}");
        return string.Join('&', parts) is { Length: > 0 } continuation ? continuation : null;
    }

    private static TableRow Row(JsonElement json)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Contains("odata.", StringComparison.Ordinal) || property.Value.ValueKind == JsonValueKind.Null) continue;
            var type = json.TryGetProperty(property.Name + "@odata.type", out var named) ? named.GetString() : null;
            properties[property.Name] = (type, property.Value.ValueKind) switch
            {
                ("Edm.Binary", _) => property.Value.GetBytesFromBase64(),
                ("Edm.Int64", _) => long.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture),
                ("Edm.DateTime", _) => property.Value.GetDateTimeOffset(),
                ("Edm.Double", _) => property.Value.GetDouble(),
                (_, JsonValueKind.True or JsonValueKind.False) => property.Value.GetBoolean(),
                (_, JsonValueKind.Number) => property.Value.TryGetInt32(out var number) ? (object)number : property.Value.GetDouble(),
                _ => property.Value.GetString()!,
            };
        }
        return new((string)properties["PartitionKey"], (string)properties["RowKey"], json.GetProperty("odata.etag").GetString()!, properties);
    }

    private static TableRefusedException Refused(HttpStatusCode status, string body) => new($"The table server answered {(int)status}: {(body.Length > 600 ? body[..600] : body)}");

    [GeneratedRegex(@"HTTP/1\.1 (\d{3})")]
    private static partial Regex Statuses();

    [GeneratedRegex("\"code\":\"(\\w+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("\"value\":\"(\\d+):")]
    private static partial Regex FailedIndex();
}

/// <summary>The service refused what broke one of its rules.</summary>
internal sealed class TableRefusedException(string message) : Exception(message);
