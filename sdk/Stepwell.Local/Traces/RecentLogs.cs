using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Traces;

/// <summary>The newest lines of log of the whole app, within traces and outside; the oldest go first.</summary>
internal sealed class RecentLogs
{
    internal const int MaxLines = 10_000;
    internal const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>The levels that a line can have.</summary>
    internal static readonly IReadOnlyList<LogLevel> Levels = [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];

    private readonly Lock gate = new();
    private readonly LogEntry?[] ring = new LogEntry?[MaxLines];
    private long first = 1;
    private long last;
    private long bytes;

    internal void Add(LogEntry entry)
    {
        lock (gate)
        {
            entry.Number = ++last;
            if (last - first == MaxLines) LetGo();
            ring[last % MaxLines] = entry;
            bytes += entry.Bytes;
            while (bytes > MaxBytes && first < last) LetGo();
        }
    }

    /// <summary>What matches, oldest first; the newest where there is more than was asked for.</summary>
    internal LogPage Read(LogQuery query, LogLevel least)
    {
        var (entries, newest, gone) = Since(query.After);
        var found = new List<LogLine>();
        var leftOut = 0;
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (!Matches(entries[i], query, least)) continue;
            if (found.Count < query.Count) found.Add(entries[i].ToLine());
            else leftOut++;
        }
        found.Reverse();
        return new(found, newest, leftOut, gone);
    }

    private (LogEntry[] Entries, long Last, long Gone) Since(long after)
    {
        lock (gate)
        {
            // A number that was not given out is of a host before.
            if (after > last) after = 0;
            var from = Math.Max(after + 1, first);
            var entries = new LogEntry[last - from + 1];
            for (var i = 0; i < entries.Length; i++) entries[i] = ring[(from + i) % MaxLines]!;
            return (entries, last, after == 0 ? 0 : from - after - 1);
        }
    }

    private void LetGo()
    {
        bytes -= ring[first % MaxLines]!.Bytes;
        ring[first++ % MaxLines] = null;
    }

    private static bool Matches(LogEntry entry, LogQuery query, LogLevel least) =>
        entry.Level >= least
        && (query.Trace is not { } trace || entry.TraceId == trace)
        && (query.Step is not { } step || entry.Step == step || entry.Step?.StartsWith(step + ".", StringComparison.Ordinal) == true)
        && (query.Text is not { } text || Has(entry.Message, text) || Has(entry.Category, text) || Has(entry.Step, text) || Has(entry.Exception, text));

    private static bool Has(string? place, string text) => place?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
