using Stepwell.Build.Functions;

namespace Stepwell.Build.Emit;

/// <summary>Writes all files of a plan.</summary>
internal static class PlanEmitter
{
    public static IReadOnlyList<GeneratedFile> Emit(FunctionPlan plan) => [AppEmitter.Emit(plan.App), .. plan.Functions.Select(f => FunctionEmitter.Emit(plan.App, f))];
}
