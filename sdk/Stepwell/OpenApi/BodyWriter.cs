using System.Collections;
using System.Text.Json.Nodes;
using Stepwell.Catalog;

namespace Stepwell.OpenApi;

/// <summary>Writes the request body of an operation.</summary>
internal sealed class BodyWriter(OpenApiSchemas schemas)
{
    /// <summary>The body; null where the handler takes none.</summary>
    public JsonObject? Write(HandlerDefinition handler)
    {
        if (handler.Parameters.FirstOrDefault(p => p.From == BindFrom.Body) is { } json)
            return Body(json.Required, json.Description, ("application/json", schemas.Json(json.Type)));
        var fields = handler.Parameters.Where(p => p.From is BindFrom.Form or BindFrom.File).ToList();
        if (fields.Count > 0)
        {
            var form = Form(fields);
            return fields.Any(f => f.From == BindFrom.File)
                ? Body(fields.Any(ParameterWriter.IsRequired), null, ("multipart/form-data", form))
                : Body(fields.Any(ParameterWriter.IsRequired), null, ("application/x-www-form-urlencoded", form), ("multipart/form-data", (JsonObject)form.DeepClone()));
        }
        return handler.Parameters.FirstOrDefault(p => p.From == BindFrom.RawBody) is { } raw
            ? Body(raw.Required, raw.Description, ("*/*", []))
            : null;
    }

    private JsonObject Form(List<ParameterDefinition> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            var schema = field.From == BindFrom.File ? File(field.Type) : schemas.Text(field);
            if (field.Description is { } description) schema["description"] = description;
            properties[field.Name] = schema;
        }
        var required = new JsonArray([.. fields.Where(ParameterWriter.IsRequired).Select(f => JsonValue.Create(f.Name))]);
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required.Count > 0 ? required : null }.WithoutNulls();
    }

    private static JsonObject File(Type type)
    {
        var file = new JsonObject { ["type"] = "string", ["format"] = "binary", ["contentMediaType"] = "application/octet-stream" };
        return typeof(IEnumerable).IsAssignableFrom(type) ? new JsonObject { ["type"] = "array", ["items"] = file } : file;
    }

    private static JsonObject Body(bool required, string? description, params ReadOnlySpan<(string MediaType, JsonObject Schema)> contents)
    {
        var content = new JsonObject();
        foreach (var (mediaType, schema) in contents) content[mediaType] = new JsonObject { ["schema"] = schema };
        return new JsonObject { ["description"] = description, ["required"] = required, ["content"] = content }.WithoutNulls();
    }
}
