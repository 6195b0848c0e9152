using Stepwell.Catalog;
using Stepwell.Local.Introspection.Http;

namespace Stepwell.Local.Hosting;

/// <summary>What is allowed, but rarely meant.</summary>
internal static class StartupWarnings
{
    internal static IEnumerable<string> Of(StepCatalog catalog, IReadOnlySet<string> waitedFor)
    {
        foreach (var topic in catalog.Topics)
            if (topic.Subscribers.Count == 0 && !waitedFor.Contains(topic.Name) && catalog.Handlers.Any(h => h.Emits.Contains(topic.Type)))
                yield return $"'{topic.Name}' is emitted by {string.Join(", ", catalog.Handlers.Where(h => h.Emits.Contains(topic.Type)).Select(h => h.Name))}, but no step is [On<{topic.Type.Name}>]: its events start nothing.";
        foreach (var replaced in Replaced(catalog)) yield return replaced;
    }

    private static IEnumerable<string> Replaced(StepCatalog catalog) =>
        from handler in catalog.Handlers
        from route in handler.Routes
        where RootEndpoints.IsReplaced(route)
        select $"{handler.Name} answers GET {route.Template} in place of the host's own"
            + (route.Template.Trim('/').Equals(RootEndpoints.Health, StringComparison.OrdinalIgnoreCase) ? ", which tells whether the store takes writes." : ", which describes the app's API.");
}
