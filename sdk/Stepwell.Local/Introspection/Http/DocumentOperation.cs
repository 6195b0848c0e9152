using System.Text.Json.Nodes;

namespace Stepwell.Local.Introspection.Http;

/// <summary>The description of this API by itself.</summary>
internal static class DocumentOperation
{
    private static readonly Lazy<JsonObject> Document = new(() => IntrospectionDocument.Create(IntrospectionEndpoints.Operations));

    internal static Operation Only => new("getDescription", "GET", "/openapi.json", "This description")
    {
        Answer = typeof(JsonObject),
        Run = _ => Task.FromResult<object?>(Document.Value),
    };
}
