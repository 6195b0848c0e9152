using Stepwell.Introspection;

namespace Stepwell.Workbench.Model;

/// <summary>Numbers of dead letters, as pages look them up.</summary>
internal static class DeadLettersByHandler
{
    /// <summary>How many each handler has; those without are not in it.</summary>
    internal static IReadOnlyDictionary<string, int> ByHandler(this DeadLetterCounts counts) =>
        counts.Handlers.ToDictionary(h => h.Handler, h => h.Count, StringComparer.Ordinal);
}
