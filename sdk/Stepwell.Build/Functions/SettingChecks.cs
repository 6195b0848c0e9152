using Stepwell.Build.Problems;

namespace Stepwell.Build.Functions;

/// <summary>Checks what a project says.</summary>
internal static class SettingChecks
{
    private static readonly string[] Levels = ["Anonymous", "Function", "Admin"];

    public static void Run(BuildSettings settings, List<Finding> findings)
    {
        if (!Levels.Contains(settings.AuthorizationLevel, StringComparer.Ordinal))
            findings.Add(Finding.Of(BuildProblems.Setting, null, "StepwellAuthorizationLevel", settings.AuthorizationLevel, "Write Anonymous (the default), Function or Admin."));
        if (settings.SweepSchedule.Split([' '], StringSplitOptions.RemoveEmptyEntries).Length != 6)
            findings.Add(Finding.Of(BuildProblems.Setting, null, "StepwellSweepSchedule", settings.SweepSchedule,
                $"Write six fields, second minute hour day month weekday, in UTC; the default is '{BuildSettings.DefaultSweepSchedule}', each minute."));
    }
}
