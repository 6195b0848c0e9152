using Stepwell.Introspection;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>About how much memory a run takes.</summary>
internal static class RunSize
{
    private const int Itself = 1024;

    internal static long Of(RunRecord run)
    {
        long bytes = Itself + run.Input.Length + run.Output.Length + (2L * ((run.Request?.Length ?? 0) + (run.Reason?.Length ?? 0)));
        foreach (var e in run.Emitted) bytes += e.Data.Length;
        foreach (var e in run.DiscardedEvents) bytes += e.Data.Length;
        foreach (var change in run.Changes) bytes += Of(change);
        foreach (var change in run.DiscardedChanges) bytes += Of(change);
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

    private static long Of(RunChange change) => (change.Before?.Length ?? 0) + (change.After?.Length ?? 0);

    /// <summary>Text takes two bytes a character, a tree of JSON about three for each of its text.</summary>
    private static long Of(Payload? payload) => payload is null ? 0 : payload.Text is { } text ? 2L * text.Length : 3L * payload.Bytes;
}
