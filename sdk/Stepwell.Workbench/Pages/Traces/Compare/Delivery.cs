using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Traces.Compare;

/// <summary>One event, request or tick at one handler, with all attempts at it.</summary>
/// <param name="Step">The handler.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Attempts">The attempts, in order.</param>
public sealed record Delivery(string Step, string Kind, IReadOnlyList<SpanDetail> Attempts)
{
    /// <summary>How the last attempt ended.</summary>
    public string Status => Attempts[^1].Status;

    /// <summary>How long all attempts worked together.</summary>
    public double WorkMs => Attempts.Sum(a => a.DurationMs);

    /// <summary>What went in.</summary>
    public JsonNode? Input => Shown(Attempts[0].Input);

    /// <summary>What came of it: the answer, the events with their data, and the values that were written.</summary>
    public JsonNode Output
    {
        get
        {
            var last = Attempts[^1];
            var output = new JsonObject();
            if (last.HttpStatus is { } http) output["status"] = http;
            if (last.Output is not null) output["answer"] = Shown(last.Output);
            foreach (var emitted in last.Emitted) Add(output, "emits " + emitted.Topic, Shown(emitted.Data));
            foreach (var change in last.Changes) Add(output, "sets " + change.Key, Shown(change.After));
            return output;
        }
    }

    /// <summary>The deliveries of a trace, in order of their first attempt. Requests that only looked are left out.</summary>
    public static IReadOnlyList<Delivery> Of(TraceDetail trace) =>
        [.. trace.Spans.Where((s, i) => i == 0 || !s.Read).GroupBy(s => (s.Step, s.EventId ?? s.SpanId)).Select(g => new Delivery(g.Key.Step, g.First().Kind, [.. g]))];

    private static JsonNode? Shown(Payload? payload) => payload?.Json?.DeepClone() ?? (payload?.Text is { } text ? JsonValue.Create(text) : null);

    private static void Add(JsonObject output, string name, JsonNode? value)
    {
        var free = name;
        for (var n = 2; output.ContainsKey(free); n++) free = FormattableString.Invariant($"{name} #{n}");
        output[free] = value;
    }
}
