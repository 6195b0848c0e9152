using Microsoft.Extensions.Configuration;
using Stepwell.Local.Traces;
using Stepwell.Running;
using Stepwell.Setup;

namespace Stepwell.Local.Hosting;

/// <summary>Refuses settings that make no sense, all at once, and tells of those that nobody reads.</summary>
internal static class SettingsCheck
{
    /// <exception cref="SetupException">Some make no sense (SW2009).</exception>
    internal static void Run(StepwellOptions options, LocalSettings settings)
    {
        string[] problems =
        [
            .. SettingRules.ProblemsOf(options),
            .. SettingRules.AtLeast(nameof(settings.MaxQueued), settings.MaxQueued, 1),
            .. SettingRules.AtLeast("Traces:" + nameof(TraceSettings.MaxCount), settings.Traces.MaxCount, 1),
            .. SettingRules.AtLeast("Traces:" + nameof(TraceSettings.MaxPerSecond), settings.Traces.MaxPerSecond, 0),
            .. SettingRules.AtLeast("Traces:" + nameof(TraceSettings.MaxBytes), settings.Traces.MaxBytes, 1024 * 1024),
            .. SettingRules.Positive(nameof(settings.ShutdownTimeout), settings.ShutdownTimeout, SettingRules.LongestTimer),
            .. SettingRules.Positive("Traces:" + nameof(TraceSettings.MaxAge), settings.Traces.MaxAge, SettingRules.LongestKept),
        ];
        if (problems.Length > 0) throw new SetupException(problems);
    }

    /// <summary>Refuses what was set when it had been used already.</summary>
    /// <param name="early">As the configuration has them: the folder is opened and the addresses are checked by these.</param>
    /// <param name="final">As they are in the end.</param>
    /// <exception cref="SetupException">One differs (SW2009).</exception>
    internal static void Late(LocalSettings early, LocalSettings final)
    {
        string[] problems =
        [
            .. Late(nameof(final.DataDirectory), early.DataDirectory, final.DataDirectory),
            .. Late(nameof(final.AllowRemote), early.AllowRemote.ToString(), final.AllowRemote.ToString()),
        ];
        if (problems.Length > 0) throw new SetupException(problems);
    }

    private static IEnumerable<string> Late(string name, string early, string final) => early == final ? []
        : [$"SW2009: Stepwell:{name} is {final} by services.Configure, which comes too late for it: {early} is in use already. Set it in the configuration instead: appsettings.json, the environment or the command line."];

    /// <summary>One sentence for each setting of the section that is none.</summary>
    internal static IEnumerable<string> Unknown(IConfiguration configuration)
    {
        string[] known = [.. Names(typeof(StepwellOptions)), .. Names(typeof(LocalSettings))];
        var section = configuration.GetSection(StepwellOptions.Section);
        return section.GetChildren().SelectMany(s => Unknown(s, known))
            .Concat(section.GetSection(nameof(LocalSettings.Traces)).GetChildren().SelectMany(s => Unknown(s, [.. Names(typeof(TraceSettings))])));
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, string[] known)
    {
        if (known.Contains(section.Key, StringComparer.OrdinalIgnoreCase)) yield break;
        var nearest = known.MinBy(k => Distance(k.ToUpperInvariant(), section.Key.ToUpperInvariant()))!;
        var near = Distance(nearest.ToUpperInvariant(), section.Key.ToUpperInvariant()) <= Math.Max(2, section.Key.Length / 4);
        yield return $"{section.Path} is no setting, so nobody reads it.{(near ? $" Did you mean {section.Path[..^section.Key.Length]}{nearest}?" : "")}";
    }

    private static IEnumerable<string> Names(Type type) => type.GetProperties().Select(p => p.Name);

    /// <summary>How many letters differ (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
