using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>One attempt of an event, join or cron handler: from reading the event to the handler's return.</summary>
/// <remarks>
/// Its watch is told when the handler ends or, before it, when time is up or the host stops. So even a
/// handler that blocks its thread fails in time; what it stages after that is refused.
/// </remarks>
internal sealed class EventAttempt : IThreadPoolWorkItem
{
    private readonly StepRuntime runtime;
    private readonly CancellationToken stopping;
    private readonly StepFailure? failure;
    private IAttemptWatch? watch;
    private CancellationTokenSource limit = null!;
    private CancellationTokenRegistration onLimit;
    private CancellationTokenRegistration onStop;
    private EventInvocation? invocation;
    private object? message;
    private Exception? markFailure;
    private string? markKey;

    /// <param name="runtime">The app's runtime.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="failure">Null to call the handler; else its <c>OnFailure</c>.</param>
    /// <param name="failed">With <paramref name="failure"/>: the run that failed, of which it is a part.</param>
    /// <param name="watch">Is told of the end; null for an attempt that is never run.</param>
    /// <param name="stopping">Fires when the host can wait no longer.</param>
    internal EventAttempt(StepRuntime runtime, EventDelivery delivery, StepFailure? failure, IAttemptWatch? watch, CancellationToken stopping, RunRecord? failed = null)
    {
        this.runtime = runtime;
        this.failure = failure;
        this.watch = watch;
        this.stopping = stopping;
        Delivery = delivery;
        var envelope = delivery.Envelope;
        Activity = failed is null ? StartActivity(envelope, delivery.Handler, runtime.Options.EventSpanKind) : null;
        Run = new RunRecord
        {
            TraceId = envelope.TraceId,
            Span = failed?.Span ?? (Activity is null ? SpanLink.Below(envelope.TraceParent, envelope.TraceState) : SpanLink.Of(Activity)),
            Handler = delivery.Handler,
            Trigger = new(delivery.Handler.Kind == HandlerKind.Cron ? StepTriggerKind.Cron : StepTriggerKind.Event, envelope.Topic, envelope.Id),
            Event = envelope,
            Attempt = delivery.Attempt,
            MaxAttempts = delivery.Handler.Retry.Attempts,
            ReadyAt = delivery.ReadyAt,
            StartedAt = runtime.Time.GetUtcNow(),
            Input = envelope.Data,
            InputType = runtime.Catalog.Topic(envelope.Topic)?.Type,
        };
        Started = runtime.Time.GetTimestamp();
    }

    internal EventDelivery Delivery { get; }

    internal RunRecord Run { get; }

    internal Activity? Activity { get; }

    internal long Started { get; }

    /// <summary>Null where the event could not be read.</summary>
    internal Effects? Effects { get; private set; }

    /// <summary>True where the handler itself was called, or not called for by its middleware.</summary>
    internal bool Waiting { get; private set; }

    /// <summary>True where the mark of an earlier delivery stands: there is nothing to commit.</summary>
    internal bool AlreadyDone { get; private set; }

    /// <summary>How many attempts there were, this one included; where the last one was lost this one only writes that down.</summary>
    internal int AttemptsMade => Math.Min(Delivery.Attempt, Delivery.Handler.Retry.Attempts);

    /// <summary>That the store could not be read: no fault of the handler's, so the attempt does not count. Null where it could.</summary>
    internal Exception? StoreFailure => markFailure ?? Effects?.StoreFailure;

    internal string MarkKey => markKey ??= Marks.Key(Delivery);

    private bool HasMiddleware => failure is null && runtime.Middleware.Length + Delivery.Handler.Middleware.Count > 0;

    /// <summary>Runs the attempt; returns when the handler returns or first awaits.</summary>
    public void Execute()
    {
        limit = runtime.TimeLimits.Start(Delivery.Handler.TimeLimit);
        // Both with the context of here: what is logged of the end is logged for the same caller as the rest.
        onLimit = limit.Token.Register(static a => ((EventAttempt)a!).End(new TimeoutException(StepErrors.TimeLimit(((EventAttempt)a).Delivery.Handler.TimeLimit))), this);
        if (stopping.CanBeCanceled) onStop = stopping.Register(static a => ((EventAttempt)a!).Stop(), this);
        // An attempt that is run again starts on another thread, where nothing says whose span it is.
        if (Activity is not null) Activity.Current = Activity;
        _ = RunToEndAsync();
    }

    /// <summary>Finds the home group of an attempt that is never run, because the one before it was the last.</summary>
    /// <returns>Null where it is found; else why it cannot be told, and the trace is taken for it.</returns>
    internal string? FindHome()
    {
        var errors = new ContractErrors();
        try
        {
            Effects = new Effects(runtime, Run, ReadEvent(errors));
            return errors.IsEmpty ? null : errors.ToString();
        }
        catch (Exception e)
        {
            return Tellable.Of(e).Message;
        }
    }

    private void Stop()
    {
        End(new OperationCanceledException("The host stops.", stopping));
        try
        {
            limit.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The handler ended at this very moment.
        }
    }

    private void End(Exception? exception) => Interlocked.Exchange(ref watch, null)?.Ended(this, exception);

    private async Task RunToEndAsync()
    {
        AttemptContext? context = null;
        try
        {
            using (runtime.Log.BeginScope(new AttemptScope(Run)))
            {
                var errors = new ContractErrors();
                var home = ReadEvent(errors);
                Effects = new Effects(runtime, Run, home);
                context = new AttemptContext(runtime, Delivery.Handler, Run.TraceId, Delivery.Attempt, Run.Trigger, Effects, MarkKey, null, limit.Token);
                AlreadyDone = Delivery.MayBeDuplicate && await IsDoneAsync(home).ConfigureAwait(false);
                var services = new AttemptServices(runtime.Scopes);
                await using (services.ConfigureAwait(false))
                {
                    if (!AlreadyDone)
                        await (HasMiddleware ? CallByMiddlewareAsync(services, context, errors) : CallAsync(services, context, errors)).ConfigureAwait(false);
                }
            }
            End(null);
        }
        catch (Exception e)
        {
            // The handler's own wait on the token may end before the limit's word for it comes here.
            var late = e is OperationCanceledException && limit.IsCancellationRequested && !stopping.IsCancellationRequested;
            End(late ? new TimeoutException(StepErrors.TimeLimit(Delivery.Handler.TimeLimit), e) : e);
        }
        finally
        {
            onLimit.Unregister();
            // A stop that is under way cancels the limit at any moment, and a token that the handler asked for may live on.
            var stopped = stopping.CanBeCanceled && !onStop.Unregister();
            runtime.TimeLimits.Stop(limit, unseen: !stopped && context is not { TokenSeen: true });
        }
    }

    private async ValueTask<bool> IsDoneAsync(string home)
    {
        try
        {
            return await Marks.StandsAsync(runtime.Store, home, Delivery).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            markFailure = e;
            throw;
        }
    }

    private string ReadEvent(ContractErrors errors)
    {
        var topic = Delivery.Handler.Kind == HandlerKind.Cron ? typeof(CronTick) : runtime.Catalog.Topic(Delivery.Envelope.Topic)?.Type;
        if (topic is null) errors.Add("$", $"There is no topic '{Delivery.Envelope.Topic}' in this app.");
        else message = runtime.Contracts.Read(topic, Delivery.Envelope.Data, errors);
        if (message is null || !errors.IsEmpty) return Run.TraceId;
        invocation = (EventInvocation)Delivery.Handler.Create();
        if (invocation.HomeGroupOf(message) is not { } group) return Run.TraceId;
        Names.CheckGroup(group);
        return group;
    }

    private ValueTask<object?> CallByMiddlewareAsync(IServiceProvider services, AttemptContext context, ContractErrors errors) =>
        Pipeline.RunAsync(runtime.Middleware, Delivery.Handler.Middleware, services, context, () => CallAsync(services, context, errors));

    private async ValueTask<object?> CallAsync(IServiceProvider services, AttemptContext context, ContractErrors errors)
    {
        if (invocation is null || message is null)
            throw new EventRejectedException("The event does not fit its topic's record. " + errors);
        if (Delivery.Handler.Kind != HandlerKind.Join)
        {
            invocation.Bind(new EventBinder(message));
        }
        else
        {
            var all = await Joins.CollectAsync(runtime, Delivery.Handler, context.Effects, Delivery.Envelope, message, keep: failure is null).ConfigureAwait(false);
            if (all is null)
            {
                Waiting = true;
                return null;
            }
            invocation.Bind(new EventBinder(all));
        }
        if (failure is null) return await invocation.InvokeAsync(services, context).ConfigureAwait(false);
        await invocation.OnFailureAsync(services, failure, context).ConfigureAwait(false);
        return null;
    }

    private static Activity? StartActivity(EventEnvelope envelope, HandlerDefinition handler, ActivityKind kind)
    {
        if (!StepwellDiagnostics.Source.HasListeners()) return null;
        ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent);
        var ambient = Activity.Current;
        ActivityLink[]? links = ambient is not null && ambient.TraceId != parent.TraceId ? [new(ambient.Context)] : null;
        var activity = StepwellDiagnostics.Source.StartActivity(handler.Name, kind, parent, tags: null, links);
        activity?.SetTag(StepwellDiagnostics.TraceTag, envelope.TraceId).SetTag(StepwellDiagnostics.FlowTag, handler.Step.Flows[0]).SetTag("stepwell.topic", envelope.Topic).SetTag("messaging.message.id", envelope.Id);
        return activity;
    }
}
