using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Puts together what the manifest says of handlers and what the OpenAPI document says of their parameters and bodies.</summary>
internal sealed class EndpointReader(AppModel app, JsonObject document)
{
    private const string IdempotencyKey = "Idempotency-Key";

    internal IReadOnlyList<Endpoint> Read() =>
    [
        .. from step in app.Steps
           from handler in step.Handlers
           where handler.Kind == "api"
           select new Endpoint(step, handler, [.. handler.Triggers.Where(t => t.Kind == "api").Select(t => Route(handler, t))]),
    ];

    private EndpointRoute Route(HandlerModel handler, TriggerModel trigger)
    {
        var (method, template) = (trigger.Method!, trigger.Route!);
        // Of two handlers at one path and method the document describes the first; the other's form is made from the manifest alone.
        var operation = Find(handler, method, template);
        var described = (operation?["parameters"] as JsonArray ?? []).Select(p => p!.AsObject()).ToList();
        var parameters = Names(template).Select((name, i) => Path(name, described.Where(p => (string?)p["in"] == "path").ElementAtOrDefault(i))).ToList();
        parameters.AddRange(described.Where(p => (string?)p["in"] is "query" or "header" && (string?)p["name"] != IdempotencyKey).Select(Parameter));
        foreach (var (name, from, _, required) in handler.Parameters)
            if (from is "query" or "header" && !IsAny(parameters, from, name) && !name.Equals(IdempotencyKey, StringComparison.OrdinalIgnoreCase))
                parameters.Add(new(from, name, required, null, Text()));
        return new(method, template, parameters, Body(operation, handler), described.Any(p => (string?)p["name"] == IdempotencyKey));
    }

    private JsonObject? Find(HandlerModel handler, string method, string template)
    {
        var key = Key(template);
        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            if (Key(path) != key || item is not JsonObject methods) continue;
            var operation = methods.Concat(methods["x-additionalOperations"] as JsonObject ?? []).FirstOrDefault(o => o.Key.Equals(method, StringComparison.OrdinalIgnoreCase)).Value as JsonObject;
            if ((string?)operation?["operationId"] is { } id && (id == handler.Name || id.StartsWith(handler.Name + ".", StringComparison.Ordinal))) return operation;
        }
        return null;
    }

    private RequestBody? Body(JsonObject? operation, HandlerModel handler)
    {
        if (operation?["requestBody"] is JsonObject body && body["content"] is JsonObject { Count: > 0 } content)
        {
            var (type, schema) = (content.First().Key, Schema(content.First().Value?["schema"]));
            var kind = type == "application/json" ? BodyKind.Json : type is "multipart/form-data" or "application/x-www-form-urlencoded" ? BodyKind.Form : BodyKind.Raw;
            return new(kind, type, body["required"]?.GetValue<bool>() ?? false, schema, kind == BodyKind.Form ? Fields(schema) : []);
        }
        if (operation is not null || handler.Parameters.FirstOrDefault(p => p.From == "body") is not { } parameter) return null;
        return new(BodyKind.Json, "application/json", parameter.Required, SchemaReader.Of(app.Types[parameter.Type] as JsonObject ?? []), []);
    }

    private static List<RequestParameter> Fields(SchemaReader form)
    {
        var required = (form.Schema["required"] as JsonArray ?? []).Select(r => (string?)r).ToHashSet(StringComparer.Ordinal);
        return [.. (form.Schema["properties"] as JsonObject ?? []).Select(p => new RequestParameter("form", p.Key, required.Contains(p.Key), (string?)p.Value!["description"], form.Of(p.Value)))];
    }

    private RequestParameter Parameter(JsonObject described) =>
        new((string)described["in"]!, (string)described["name"]!, (bool?)described["required"] ?? false, (string?)described["description"], Schema(described["schema"]));

    private RequestParameter Path((string Name, bool Optional) part, JsonObject? described) =>
        new("path", part.Name, !part.Optional, (string?)described?["description"], described is null ? Text() : Schema(described["schema"]));

    private SchemaReader Schema(JsonNode? schema) => new SchemaReader(document, schema as JsonObject ?? []).Resolved();

    private static SchemaReader Text() => SchemaReader.Of(new JsonObject { ["type"] = "string" });

    private static bool IsAny(List<RequestParameter> parameters, string place, string name) =>
        parameters.Any(p => p.Place == place && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Name, bool Optional)> Names(string template) =>
        RoutePatternFactory.Parse(template).Parameters.Select(p => (p.Name, p.IsOptional || p.Default is not null || p.IsCatchAll));

    /// <summary>A path without the names of its parameters: the document and a template may name them differently.</summary>
    private static string Key(string template) => string.Join('/', RoutePatternFactory.Parse(template).PathSegments
        .Select(s => string.Concat(s.Parts.Select(p => p switch { RoutePatternLiteralPart l => l.Content, RoutePatternSeparatorPart s => s.Content, _ => "{}" })))).ToUpperInvariant();
}
