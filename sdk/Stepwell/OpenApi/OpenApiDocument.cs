using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.OpenApi;

/// <summary>Describes an app's api handlers as OpenAPI 3.1.</summary>
public static class OpenApiDocument
{
    /// <summary>The version of the specification.</summary>
    public const string Version = "3.1.1";

    /// <summary>The document of all api handlers.</summary>
    /// <param name="catalog">The app's steps.</param>
    /// <param name="contracts">Describes the types.</param>
    /// <param name="info">What to say of the app as a whole.</param>
    /// <param name="describe">What a handler does; null for nothing. The first sentence becomes the summary.</param>
    public static JsonObject Create(StepCatalog catalog, ContractRegistry contracts, OpenApiInfo info, Func<HandlerDefinition, string?>? describe = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(contracts);
        ArgumentNullException.ThrowIfNull(info);
        var handlers = catalog.Handlers.Where(h => h.Kind == HandlerKind.Api).ToList();
        var schemas = new OpenApiSchemas(contracts, handlers);
        var paths = new OpenApiPaths(new OperationWriter(schemas, describe ?? (_ => null)));
        foreach (var handler in handlers) paths.Add(handler);
        return new JsonObject
        {
            ["openapi"] = Version,
            ["info"] = Info(info),
            ["servers"] = info.Servers.Count == 0 ? null : new JsonArray([.. info.Servers.Select(s => new JsonObject { ["url"] = s })]),
            ["tags"] = new JsonArray([.. handlers.SelectMany(h => h.Step.Flows).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(f => new JsonObject { ["name"] = f })]),
            ["paths"] = paths.ToJson(),
            ["components"] = new JsonObject { ["schemas"] = schemas.ToJson() },
        }.WithoutNulls();
    }

    private static JsonObject Info(OpenApiInfo info) => new JsonObject
    {
        ["title"] = info.Title,
        ["version"] = info.Version,
        ["description"] = info.Description,
    }.WithoutNulls();

    /// <summary>The object without its members that are null.</summary>
    internal static JsonObject WithoutNulls(this JsonObject json)
    {
        foreach (var name in json.Where(p => p.Value is null).Select(p => p.Key).ToList()) json.Remove(name);
        return json;
    }
}
