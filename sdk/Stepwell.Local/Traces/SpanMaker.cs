using System.Text.Json;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Introspection;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>Turns runs into what people look at: masked, cut to size.</summary>
internal sealed class SpanMaker(StepCatalog catalog, ContractRegistry contracts)
{
    private const int MaxList = 256 * 1024;

    internal SpanDetail Make(RunRecord run) => new()
    {
        SpanId = run.Span.SpanId,
        ParentSpanId = run.Span.ParentSpanId,
        W3CTraceId = run.Span.W3CTraceId,
        Step = run.Handler.Name,
        Flow = run.Handler.Step.Flows[0],
        Kind = JsonNamingPolicy.CamelCase.ConvertName(run.Handler.Kind.ToString()),
        Trigger = run.Trigger.Source,
        EventId = run.Trigger.EventId,
        Attempt = run.Attempt,
        MaxAttempts = run.MaxAttempts,
        Generation = run.Event?.Generation ?? 0,
        Status = StatusText(run.Status),
        StartedAt = run.StartedAt,
        WaitMs = run.ReadyAt is { } ready ? Math.Max(0, (run.StartedAt - ready).TotalMilliseconds) : null,
        DurationMs = run.Duration.TotalMilliseconds,
        Reason = run.Reason,
        Exception = run.Exception?.ToString(),
        RetryAt = run.RetryAt,
        Request = run.Request,
        HttpStatus = run.HttpStatus,
        Input = run.Input.IsEmpty ? null : Payload.Of(run.Input.Span, PathsOf(run.InputType)),
        Output = run.Output.IsEmpty ? null : Payload.Of(run.Output.Span, PathsOf(run.OutputType)),
        Emitted = Events(run.Emitted),
        Changes = Changes(run.Changes),
        Discarded = run.DiscardedEvents is [] && run.DiscardedChanges is [] ? null : new(Events(run.DiscardedEvents), Changes(run.DiscardedChanges)),
        Read = run.Handler.Kind == HandlerKind.Api && run.Status is RunStatus.Ok or RunStatus.Rejected && run.Emitted is [] && run.Changes is [],
        Logs = run.Logs.Count == 0 ? [] : [.. run.Logs.Select(l => new LogLine(l.At, l.Level, l.Category, l.Message, run.TraceId, run.Span.SpanId, run.Handler.Name, l.Exception))],
    };

    internal static string StatusText(RunStatus status) => status switch
    {
        RunStatus.DeadLettered => "deadLettered",
        _ => status.ToString().ToLowerInvariant(),
    };

    private IReadOnlyList<EmittedEvent> Events(IReadOnlyList<EventEnvelope> events)
    {
        var longest = Longest(events.Count);
        return events is [] ? [] : [.. events.Select(e => new EmittedEvent(e.Id, e.Topic, e.TraceId,
            Payload.Of(e.Data.Span, PathsOf(catalog.Topic(e.Topic)?.Type), longest), e.Due, [.. catalog.Topic(e.Topic)?.Subscribers.Select(s => s.Name) ?? []]))];
    }

    private static IReadOnlyList<StateChangeDetail> Changes(IReadOnlyList<RunChange> changes)
    {
        var longest = Longest(changes.Count);
        return changes is [] ? [] : [.. changes.Select(c => Change(c, longest))];
    }

    /// <summary>Many effects are shown shorter each: all of a list together are at most some 256 KiB.</summary>
    private static int Longest(int count) => count <= MaxList / Payload.MaxShown ? Payload.MaxShown : MaxList / count;

    private static StateChangeDetail Change(RunChange change, int longest)
    {
        var paths = change.Sensitive is null ? null : SensitivePaths.Parse(change.Sensitive);
        return new(change.Group, change.Key, change.Before is null ? null : Payload.Of(change.Before, paths, longest), change.WasRead, change.After is null ? null : Payload.Of(change.After, paths, longest));
    }

    private SensitivePaths? PathsOf(Type? type) => type is null ? null : contracts.Sensitive(type);
}
