using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Manifest;
using Stepwell.OpenApi;

namespace Stepwell.Local.Introspection;

/// <summary>Describes the app's own API as OpenAPI 3.1.</summary>
internal static class AppDocument
{
    internal static JsonObject Create(string app, StepCatalog catalog, ContractRegistry contracts, AppManifest manifest)
    {
        var version = catalog.Assembly?.GetName().Version?.ToString(3) ?? "1.0.0";
        return OpenApiDocument.Create(catalog, contracts, new OpenApiInfo(app, version), h => manifest.DescriptionOf(h.Step));
    }
}
