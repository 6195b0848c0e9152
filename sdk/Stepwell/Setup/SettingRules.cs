using System.Globalization;
using Stepwell.Running;

namespace Stepwell.Setup;

/// <summary>Which settings make no sense (SW2009).</summary>
public static class SettingRules
{
    /// <summary>The longest time that a timer takes, in whole days.</summary>
    public static TimeSpan LongestTimer { get; } = TimeSpan.FromDays(20);

    /// <summary>The longest time that anything is kept: a hundred years, so that no date is out of bounds.</summary>
    public static TimeSpan LongestKept { get; } = TimeSpan.FromDays(36_500);

    /// <summary>What is wrong with the settings that every host has: one sentence each.</summary>
    /// <param name="options">The settings.</param>
    public static IReadOnlyList<string> ProblemsOf(StepwellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. AtLeast(nameof(options.MaxConcurrency), options.MaxConcurrency, 1),
            .. AtLeast(nameof(options.MaxJsonBytes), options.MaxJsonBytes, 1),
            .. Positive(nameof(options.MarkRetention), options.MarkRetention, LongestKept),
            .. Positive(nameof(options.StateRetention), options.StateRetention ?? LongestKept, LongestKept),
            .. Positive(nameof(options.IdempotencyRetention), options.IdempotencyRetention, LongestKept),
            .. NotLonger(nameof(options.IdempotencyRetention), options.IdempotencyRetention, nameof(options.MarkRetention), options.MarkRetention),
            .. Positive(nameof(options.RelayPatience), options.RelayPatience, LongestTimer),
        ];
    }

    /// <summary>A problem where a number is too small; else nothing.</summary>
    /// <param name="name">The setting, without its section.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The smallest that makes sense.</param>
    public static IEnumerable<string> AtLeast(string name, long value, long least) =>
        value < least ? [Text($"SW2009: Stepwell:{name} is {value}. Give {least} or more.")] : [];

    /// <summary>A problem where a time is not over 0, or is too long; else nothing.</summary>
    /// <param name="name">The setting, without its section.</param>
    /// <param name="value">Its value.</param>
    /// <param name="most">The longest that makes sense.</param>
    public static IEnumerable<string> Positive(string name, TimeSpan value, TimeSpan most) =>
        value <= TimeSpan.Zero ? [Text($"SW2009: Stepwell:{name} is {value}. Give a time over 0, such as 00:00:30 (hours, minutes, seconds) or 7.00:00:00 (days before).")]
        : value > most ? [Text($"SW2009: Stepwell:{name} is {value}. Give at most {most}.")]
        : [];

    // The answer that a repeated key gets is kept with the mark of its request: without it the request would run again.
    private static IEnumerable<string> NotLonger(string name, TimeSpan value, string limit, TimeSpan most) =>
        most > TimeSpan.Zero && value > most ? [Text($"SW2009: Stepwell:{name} is {value}, but what it needs is kept for Stepwell:{limit} only, which is {most}. Make that at least as long.")] : [];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
