using Stepwell.Local.Introspection;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Flows;

/// <summary>What a step did lately, all its handlers together; of several, the durations of the slowest.</summary>
internal sealed record StepFigures(int Runs, int Failures, double? P50Ms, double? P95Ms)
{
    internal static StepFigures None { get; } = new(0, 0, null, null);

    internal static StepFigures Of(StepModel step, Stepwell.Local.Introspection.Overview overview)
    {
        var mine = overview.Steps.Where(s => step.Handlers.Any(h => h.Name == s.Handler)).ToList();
        return new(mine.Sum(s => s.Runs), mine.Sum(s => s.Failures), mine.Max(s => s.P50Ms), mine.Max(s => s.P95Ms));
    }
}
