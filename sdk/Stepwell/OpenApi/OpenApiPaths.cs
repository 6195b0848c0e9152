using System.Text.Json.Nodes;
using Stepwell.Catalog;

namespace Stepwell.OpenApi;

/// <summary>The paths of a document, in which each method of a path has one operation.</summary>
internal sealed class OpenApiPaths(OperationWriter writer)
{
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

    private readonly Dictionary<string, (string Path, RouteText Route, JsonObject Item)> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>Adds a handler's operations. Methods that OpenAPI 3.1 does not know stand under <c>x-additionalOperations</c>.</summary>
    public void Add(HandlerDefinition handler)
    {
        foreach (var route in handler.Routes)
        {
            var full = true;
            foreach (var text in RouteText.Of(route.Template))
            {
                var wanted = (handler.Routes.Count == 1 ? handler.Name : $"{handler.Name}.{Title(route.Method)}") + (full ? "" : ".Short");
                Add(handler, route, text, wanted);
                full = false;
            }
        }
    }

    public JsonObject ToJson() => new(paths.Values.OrderBy(p => p.Path, StringComparer.Ordinal).Select(p => KeyValuePair.Create<string, JsonNode?>(p.Path, p.Item)));

    private void Add(HandlerDefinition handler, RouteDefinition route, RouteText text, string id)
    {
        if (!paths.TryGetValue(text.Key, out var entry)) paths[text.Key] = entry = (text.Path, text, new JsonObject());
        var place = Place(entry.Item, route.Method);
        var key = Methods.Contains(route.Method) ? route.Method.ToLowerInvariant() : route.Method;
        if (place[key] is JsonObject first)
        {
            first["description"] = $"{first["description"]?.GetValue<string>()}\n\nOther values of the path are answered by {handler.Name}, at `{route.Template}`.".Trim();
            return;
        }
        place[key] = writer.Write(handler, route, text, entry.Route, Unique(id));
    }

    private static JsonObject Place(JsonObject item, string method)
    {
        const string others = "x-additionalOperations";
        if (Methods.Contains(method)) return item;
        if (item[others] is not JsonObject place) item[others] = place = [];
        return place;
    }

    private string Unique(string id)
    {
        var free = id;
        for (var i = 2; !ids.Add(free); i++) free = $"{id}.{i}";
        return free;
    }

    private static string Title(string method) => method.Length == 0 ? method : method[..1] + method[1..].ToLowerInvariant();
}
