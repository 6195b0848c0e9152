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
            pairs.Add(Match(one, other, first.Summary.TraceId, second.Summary.TraceId));
        }
        pairs.AddRange(right.Select(other => Match(null, other, first.Summary.TraceId, second.Summary.TraceId)));
        return new(first, second, pairs);
    }

    private static Pair Match(Delivery? one, Delivery? other, string first, string second)
    {
        if (one is null || other is null) return new(one, other, [], []);
        return new(one, other, JsonDifference.Between(WithoutId(one.Input, first), WithoutId(other.Input, second)), JsonDifference.Between(WithoutId(one.Output, first), WithoutId(other.Output, second)));
    }

    /// <summary>Each trace has an id of its own: that alone is no difference.</summary>
    private static JsonNode? WithoutId(JsonNode? json, string id) =>
        json is null ? null : JsonNode.Parse(json.ToJsonString().Replace(id, "(its trace id)", StringComparison.Ordinal));
}
