using System.Globalization;
using System.Text.Json.Nodes;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Pages.Traces.Compare;

/// <summary>What two traces did, step by step: the nth delivery at a handler of the one beside the nth of the other.</summary>
public sealed class Comparison
{
    private Comparison(TraceDetail first, TraceDetail second, IReadOnlyList<Pair> pairs) => (First, Second, Pairs) = (first, second, pairs);

    /// <summary>A delivery of each; null where one trace has none.</summary>
    /// <param name="First">Of the first trace.</param>
    /// <param name="Second">Of the second.</param>
    /// <param name="Input">Where the inputs differ.</param>
    /// <param name="Output">Where differs what came of them.</param>
    public sealed record Pair(Delivery? First, Delivery? Second, IReadOnlyList<JsonDifference> Input, IReadOnlyList<JsonDifference> Output)
    {
        public Delivery Either => (First ?? Second)!;

        /// <summary>True where both ran, ended alike and made the same of the same.</summary>
        public bool Same => First is not null && Second is not null && First.Status == Second.Status && First.Attempts.Count == Second.Attempts.Count && Input.Count == 0 && Output.Count == 0;
    }

    public TraceDetail First { get; }

    public TraceDetail Second { get; }

    public IReadOnlyList<Pair> Pairs { get; }

    public static Comparison Of(TraceDetail first, TraceDetail second)
    {
        var left = Delivery.Of(first).ToList();
        var right = Delivery.Of(second).ToList();
        var pairs = new List<Pair>();
        foreach (var one in left)
        {
            var other = right.Find(d => d.Step == one.Step);
            if (other is not null) right.Remove(other);
            pairs.Add(Match(one, other, first.Summary, second.Summary));
        }
        pairs.AddRange(right.Select(other => Match(null, other, first.Summary, second.Summary)));
        return new(first, second, pairs);
    }

    private static Pair Match(Delivery? one, Delivery? other, TraceSummary first, TraceSummary second)
    {
        if (one is null || other is null) return new(one, other, [], []);
        return new(one, other, JsonDifference.Between(Alike(one.Input, first), Alike(other.Input, second)), JsonDifference.Between(Alike(one.Output, first), Alike(other.Output, second)));
    }

    /// <summary>Each trace has an id of its own and ran at a time of its own: that alone is no difference.</summary>
    private static JsonNode? Alike(JsonNode? json, TraceSummary trace)
    {
        switch (json)
        {
            case JsonObject map:
                return new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Alike(p.Value, trace))));
            case JsonArray list:
                return new JsonArray([.. list.Select(i => Alike(i, trace))]);
            case JsonValue value when value.TryGetValue(out string? text):
                return IsMomentOf(trace, text) ? "(a moment of its run)" : text.Replace(trace.TraceId, "(its trace id)", StringComparison.Ordinal);
            default:
                return json?.DeepClone();
        }
    }

    private static bool IsMomentOf(TraceSummary trace, string text) =>
        text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
        && at >= trace.StartedAt.AddSeconds(-1) && at <= trace.StartedAt.AddMilliseconds(trace.DurationMs + 1000);
}
