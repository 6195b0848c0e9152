using System.Globalization;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>A host that has traces only, as many as the test wants: the oldest is number 1. The cause of each is the text that was searched for.</summary>
internal sealed class PlayedTraces
{
    internal int Count { get; set; }

    /// <summary>Whether a trace, by its number, has a text.</summary>
    internal Func<string?, int, bool> Matches { get; set; } = (_, _) => true;

    /// <summary>What was asked, in order.</summary>
    internal List<TraceQuery> Asked { get; } = [];

    /// <summary>What an answer waits for.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    internal IIntrospection Host => PlayedHost.Of((name, arguments) => name == nameof(IIntrospection.TracesAsync) ? TracesAsync((TraceQuery)arguments[0]!) : null);

    internal static string IdOf(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>A first attempt of a first replay.</summary>
    internal static SpanDetail Span(string status) => new()
    {
        SpanId = "s",
        W3CTraceId = IdOf(1),
        Step = "S",
        Flow = "f",
        Kind = "event",
        Trigger = "t",
        EventId = "e",
        Attempt = 1,
        MaxAttempts = 5,
        Generation = 1,
        Status = status,
        StartedAt = DateTimeOffset.UnixEpoch,
        DurationMs = 1,
    };

    private async Task<Page<TraceSummary>> TracesAsync(TraceQuery query)
    {
        Asked.Add(query);
        var from = query.Before is { } before ? int.Parse(before, NumberStyles.HexNumber, CultureInfo.InvariantCulture) - 1 : Count;
        var all = Enumerable.Range(1, Count).Where(n => Matches(query.Text, n)).Reverse().ToList();
        await Gate;
        var items = all.Where(n => n <= from).Take(query.Count).Select(n => Trace(n, query.Text ?? "any")).ToList();
        return new(items, items.Count > 0 && items[^1].TraceId != IdOf(all[^1]) ? items[^1].TraceId : null, all.Count);
    }

    internal static TraceSummary Trace(int number, string cause) => new()
    {
        TraceId = IdOf(number),
        Cause = cause,
        Kind = "api",
        Flow = "f",
        Flows = ["f"],
        Status = "ok",
        StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        DurationMs = 1,
        Steps = ["S"],
        Spans = 1,
        WithoutEffects = false,
    };
}
