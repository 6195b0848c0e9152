using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Stepwell.Catalog;

namespace Stepwell.OpenApi;

/// <summary>Writes the parameters of an operation: route, query, header.</summary>
internal sealed class ParameterWriter(OpenApiSchemas schemas)
{
    // The specification has these ignored as parameters: they are said by other means.
    private static readonly string[] NoParameters = ["Accept", "Content-Type", "Authorization"];

    public static JsonObject IdempotencyKey() => new()
    {
        ["name"] = "Idempotency-Key",
        ["in"] = "header",
        ["required"] = false,
        ["description"] = "A key of the caller's choice. A repeated request with the same key and body gets the first one's answer again and has no further effect.",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    public JsonArray Write(HandlerDefinition handler, RouteText text, RouteText shared)
    {
        var all = new JsonArray();
        for (var i = 0; i < text.Parameters.Count; i++)
        {
            var part = text.Parameters[i];
            var bound = handler.Parameters.FirstOrDefault(p => p.From == BindFrom.Route && p.Name.Equals(part.Name, StringComparison.OrdinalIgnoreCase));
            var schema = bound is null ? new JsonObject { ["type"] = "string" } : schemas.Text(bound);
            RouteConstraints.Add(schema, part);
            all.Add((JsonNode)Parameter(shared.Parameters[i].Name, "path", true, bound?.Description, schema));
        }
        foreach (var parameter in handler.Parameters)
        {
            if (parameter.From == BindFrom.Query) all.Add((JsonNode)Parameter(parameter, "query"));
            else if (parameter.From == BindFrom.Header && !IsElsewhere(parameter.Name)) all.Add((JsonNode)Parameter(parameter, "header"));
        }
        return all;
    }

    /// <summary>True for what must be there, by its type or by its annotation.</summary>
    public static bool IsRequired(ParameterDefinition parameter) => parameter.Required || parameter.Rules.OfType<RequiredAttribute>().Any();

    private JsonObject Parameter(ParameterDefinition parameter, string place) =>
        Parameter(parameter.Name, place, IsRequired(parameter), parameter.Description, schemas.Text(parameter));

    private static bool IsElsewhere(string name) =>
        NoParameters.Contains(name, StringComparer.OrdinalIgnoreCase) || name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Parameter(string name, string place, bool required, string? description, JsonObject schema) => new JsonObject
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["description"] = description,
        ["schema"] = schema,
    }.WithoutNulls();
}
