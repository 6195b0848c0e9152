using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>The schemas of scalars, as the serializer's own exporter gives them.</summary>
internal static class LeafSchema
{
    private static readonly JsonSchemaExporterOptions ExporterOptions = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>A fresh schema of a scalar.</summary>
    public static JsonObject Of(Contract contract)
    {
        var known = contract.KnownSchema ??= contract.Info is { } info && Export(info) is JsonObject schema ? WithoutReferences(schema) : new JsonObject();
        var copy = (JsonObject)known.DeepClone();
        Refine(copy, contract.Type);
        return copy;
    }

    public static JsonObject? Export(JsonTypeInfo info)
    {
        try
        {
            return info.GetJsonSchemaAsNode(ExporterOptions) as JsonObject;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The schema itself, or one that says nothing where parts of it point to places that are not here.</summary>
    public static JsonObject WithoutReferences(JsonObject schema) =>
        schema.ToJsonString().Contains("\"$ref\"", StringComparison.Ordinal) ? [] : schema;

    private static void Refine(JsonObject schema, Type type)
    {
        if (schema["enum"] is JsonArray names && !schema.ContainsKey("type") && names.All(n => n?.GetValueKind() == JsonValueKind.String))
            schema.Insert(0, "type", "string");
        if (type == typeof(byte[])) schema["contentEncoding"] = "base64";
        if (schema["type"] is not JsonValue) return;
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Int32 when !type.IsEnum:
                schema["format"] = "int32";
                break;
            case TypeCode.Int64 when !type.IsEnum:
                schema["format"] = "int64";
                break;
            case TypeCode.Double:
                schema["format"] = "double";
                break;
            case TypeCode.Single:
                schema["format"] = "float";
                break;
            case TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 when !type.IsEnum:
                schema["minimum"] = JsonSerializer.SerializeToNode(type.GetField("MinValue")!.GetRawConstantValue());
                schema["maximum"] = JsonSerializer.SerializeToNode(type.GetField("MaxValue")!.GetRawConstantValue());
                break;
            default:
                break;
        }
    }
}
