using Stepwell.Introspection;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>An order to replay or discard dead letters, however many.</summary>
/// <param name="Outcomes">What became of those that the host answered for.</param>
/// <param name="Failure">What ended it before the others; null where there was nothing.</param>
public sealed record LetterOrder(IReadOnlyList<Outcome> Outcomes, Exception? Failure)
{
    /// <summary>How many were replayed or discarded.</summary>
    public int Done => Outcomes.Count(o => o.Result.Done);

    /// <summary>Gives it, as many at once as the host takes.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="replay">True to replay, false to discard.</param>
    /// <param name="act">Asks the host.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<LetterOrder> GiveAsync(
        IReadOnlyList<DeadLetterInfo> letters, bool replay, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<DeadLetterOutcome>>> act, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>(letters.Count);
        try
        {
            foreach (var some in letters.Chunk(IntrospectionLimits.MaxCount))
            {
                var results = (await act([.. some.Select(l => l.Id)], cancellation)).ToDictionary(r => r.Id, StringComparer.Ordinal);
                outcomes.AddRange(some.Select(l => new Outcome(l, replay, results[l.Id])));
            }
            return new(outcomes, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(outcomes, e);
        }
    }

    /// <summary>What a failure left behind, for people; null where nothing failed.</summary>
    /// <param name="asked">How many were to be replayed or discarded.</param>
    /// <param name="what">"replayed" or "discarded".</param>
    public string? Problem(int asked, string what) => Failure switch
    {
        null => null,
        _ when Outcomes.Count == 0 => $"Nothing was {what}: {Failure.Message}",
        _ => $"{Components.Format.Count(Done)} of {Components.Format.Count(asked)} were {what}, then it failed: {Failure.Message} The list shows what is left.",
    };
}
