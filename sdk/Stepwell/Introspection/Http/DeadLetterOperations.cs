using System.Text.Json.Nodes;

namespace Stepwell.Introspection.Http;

/// <summary>Dead letters.</summary>
public static class DeadLetterOperations
{
    private static readonly Parameter Id = Parameter.Route("id", "The dead letter's id.");

    private static readonly Parameter[] Filters =
    [
        Parameter.Text("handler", "Of this handler."),
        Parameter.Text("trace", "Of this trace."),
        Parameter.Text("text", "With this text in an id, handler, topic, reason, exception or the data as it is shown."),
        Parameter.Text("before", "The page's `next`: the id that ended the page before."),
        Parameter.Count,
    ];

    /// <summary>All of them.</summary>
    /// <param name="host">What they ask.</param>
    public static IEnumerable<Operation> Of(IDeadLetterIntrospection host) =>
    [
        new("listDeadLetters", "GET", "/dead-letters", "Dead letters, newest first; long data is cut")
        {
            Description = "With a text, a page may have fewer items than asked for, or none, and still a `next`: for one question only so many are looked through.",
            Parameters = Filters,
            Answer = typeof(Page<DeadLetterInfo>),
            Problems = [400, 409],
            Run = async q => await host.DeadLettersAsync(Query(q), q.Aborted).ConfigureAwait(false),
        },
        new("countDeadLetters", "GET", "/dead-letters/counts", "How many dead letters each handler has")
        {
            Answer = typeof(DeadLetterCounts),
            Run = async q => await host.DeadLetterCountsAsync(q.Aborted).ConfigureAwait(false),
        },
        new("getDeadLetter", "GET", "/dead-letters/{id}", "One dead letter, its data whole")
        {
            Parameters = [Id],
            Answer = typeof(DeadLetterInfo),
            Problems = [404],
            Run = async q => await host.DeadLetterAsync(q.Needed("id"), q.Aborted).ConfigureAwait(false),
        },
        new("editDeadLetter", "PUT", "/dead-letters/{id}", "Gives a dead letter other data")
        {
            Description = "The body is the data itself; it must fit the topic's record. Where it still has the mask at a sensitive place, what is stored there stays.",
            Parameters = [Id],
            Body = typeof(JsonNode),
            Answer = typeof(DeadLetterInfo),
            Problems = [400, 404, 409, 413, 503],
            Run = async q => await host.EditDeadLetterAsync(q.Needed("id"), await q.JsonAsync().ConfigureAwait(false), q.Aborted).ConfigureAwait(false),
        },
        new("replayDeadLetter", "POST", "/dead-letters/{id}/replay", "Sends the event to its handler again, in its trace")
        {
            Parameters = [Id],
            Status = 202,
            Problems = [404, 409, 503],
            Run = async q => One(await host.ReplayAsync([q.Needed("id")], q.Aborted).ConfigureAwait(false)),
        },
        new("discardDeadLetter", "DELETE", "/dead-letters/{id}", "Removes a dead letter")
        {
            Parameters = [Id],
            Status = 204,
            Problems = [404, 503],
            Run = async q => One(await host.DiscardAsync([q.Needed("id")], q.Aborted).ConfigureAwait(false)),
        },
        new("replayDeadLetters", "POST", "/dead-letters/replay", "Replays several")
        {
            Body = typeof(DeadLetterIds),
            Answer = typeof(IReadOnlyList<DeadLetterOutcome>),
            Problems = [400, 413, 503],
            Run = async q => await host.ReplayAsync((await q.BodyAsync<DeadLetterIds>().ConfigureAwait(false)).Ids, q.Aborted).ConfigureAwait(false),
        },
        new("discardDeadLetters", "POST", "/dead-letters/discard", "Removes several")
        {
            Body = typeof(DeadLetterIds),
            Answer = typeof(IReadOnlyList<DeadLetterOutcome>),
            Problems = [400, 413, 503],
            Run = async q => await host.DiscardAsync((await q.BodyAsync<DeadLetterIds>().ConfigureAwait(false)).Ids, q.Aborted).ConfigureAwait(false),
        },
    ];

    private static DeadLetterQuery Query(Question q) => new()
    {
        Handler = q.Text("handler"),
        Trace = q.Text("trace"),
        Text = q.Text("text"),
        Before = q.Text("before"),
        Count = q.Number("count"),
    };

    private static object? One(IReadOnlyList<DeadLetterOutcome> outcomes) =>
        outcomes[0] is { Error: { } error } outcome ? throw new IntrospectionException(error, outcome.Problem!) : null;
}
