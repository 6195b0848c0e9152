using System.Text.Json.Nodes;

namespace Stepwell.Introspection.Http;

/// <summary>The description of a host's API by itself.</summary>
public static class DocumentOperation
{
    /// <summary>All operations of a host: the others, and the one that describes them and itself.</summary>
    /// <param name="others">The others.</param>
    /// <param name="about">What differs from host to host.</param>
    public static IReadOnlyList<Operation> AddTo(IEnumerable<Operation> others, DocumentAbout about)
    {
        ArgumentNullException.ThrowIfNull(about);
        var all = new List<Operation>(others);
        var document = new Lazy<JsonObject>(() => IntrospectionDocument.Create(all, about));
        all.Add(new("getDescription", "GET", "/openapi.json", "This description")
        {
            Answer = typeof(JsonObject),
            Run = _ => Task.FromResult<object?>(document.Value),
        });
        return all;
    }
}
