using Stepwell.Introspection;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>About how much memory a run takes.</summary>
internal static class RunSize
{
    private const int Itself = 1024;

    internal static long Of(RunRecord run)
    {
        long bytes = Itself + run.Input.Length + run.Output.Length + (2L * ((run.Request?.Length ?? 0) + (run.Reason?.Length ?? 0)));
        bytes += Of(run.Emitted) + Of(run.DiscardedEvents) + Of(run.Changes) + Of(run.DiscardedChanges);
        foreach (var line in run.Logs) bytes += 2L * (line.Message.Length + (line.Exception?.Length ?? 0));
        return bytes;
    }

    /// <summary>The same of one that was made ready to show, its payloads cut.</summary>
    internal static long Of(SpanDetail span)
    {
        long bytes = Itself + Of(span.Input) + Of(span.Output);
        foreach (var e in span.Emitted.Concat(span.Discarded?.Emitted ?? [])) bytes += Of(e.Data);
        foreach (var change in span.Changes.Concat(span.Discarded?.Changes ?? [])) bytes += Of(change.Before) + Of(change.After);
        foreach (var line in span.Logs) bytes += 2L * (line.Message.Length + (line.Exception?.Length ?? 0));
        return bytes;
    }

    // By index: every run is measured as it ends, and an enumerator would be an object.
    private static long Of(IReadOnlyList<EventEnvelope> events)
    {
        long bytes = 0;
        for (var i = 0; i < events.Count; i++) bytes += events[i].Data.Length;
        return bytes;
    }

    private static long Of(IReadOnlyList<RunChange> changes)
    {
        long bytes = 0;
        for (var i = 0; i < changes.Count; i++) bytes += (changes[i].Before?.Length ?? 0) + (changes[i].After?.Length ?? 0);
        return bytes;
    }

    /// <summary>Text takes two bytes a character, a tree of JSON about three for each of its text.</summary>
    private static long Of(Payload? payload) => payload is null ? 0 : payload.Text is { } text ? 2L * text.Length : 3L * payload.Bytes;
}
