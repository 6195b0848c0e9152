using System.Runtime.CompilerServices;
using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>Runs event, join and cron handlers: the one code path of every host.</summary>
/// <param name="runtime">The app's runtime.</param>
public sealed partial class StepRunner(StepRuntime runtime)
{
    private readonly Committer committer = new(runtime);

    /// <summary>Runs a delivery to its end, on the thread pool, within the caller's logging scopes and ambient activity: by them a host knows whose logs these are.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="stopping">Fires when the host can wait no longer: what still runs is returned, uncounted.</param>
    public Task<DeliveryResult> RunAsync(EventDelivery delivery, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(
            static s => s.This.Start(s.delivery, s.stopping, static (_, result, state) => ((TaskCompletionSource<DeliveryResult>)state!).SetResult(result), s.ended),
            (This: this, delivery, stopping, ended), preferLocal: false);
        return ended.Task;
    }

    /// <summary>Runs a delivery on the calling thread, until its handler first awaits; hosts with a pump of their own call this.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="stopping">Fires when the host can wait no longer.</param>
    /// <param name="ended">Called once, on any thread, perhaps before this returns. Must not throw.</param>
    /// <param name="state">Handed to <paramref name="ended"/>.</param>
    public void Start(EventDelivery delivery, CancellationToken stopping, Action<EventDelivery, DeliveryResult, object?> ended, object? state)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(ended);
        if (delivery.Attempt > delivery.Handler.Retry.Attempts)
        {
            _ = LostAsync(delivery, stopping, ended, state);
            return;
        }
        EventAttempt attempt;
        try
        {
            attempt = NewAttempt(delivery, new Supervision(this, stopping, ended, state), stopping);
        }
        catch (Exception e)
        {
            ended(delivery, Unended(delivery, e), state);
            return;
        }
        attempt.Execute();
    }

    internal EventAttempt NewAttempt(EventDelivery delivery, IAttemptWatch? watch, CancellationToken stopping)
    {
        var attempt = new EventAttempt(runtime, delivery, null, watch, stopping);
        runtime.Started(attempt.Run);
        return attempt;
    }

    private async Task LostAsync(EventDelivery delivery, CancellationToken stopping, Action<EventDelivery, DeliveryResult, object?> ended, object? state)
    {
        DeliveryResult result;
        try
        {
            var lost = NewAttempt(delivery, null, stopping);
            var reason = delivery.LostAttempt ?? "The process ended during the last attempt.";
            // The attempt may have committed before it was lost. Its mark is in the home group: there the dead letter's commit meets it.
            if (lost.FindHome() is { } unread) reason += StepErrors.HomeNotFound(unread);
            // OnFailure is tried once: were it what ends the process, a second try would end it again.
            var withOnFailure = delivery.Attempt == delivery.Handler.Retry.Attempts + 1;
            result = await GiveUpAsync(lost, reason, null, withOnFailure, stopping).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            result = Unended(delivery, e);
        }
        ended(delivery, result, state);
    }

    /// <summary>Commits what an attempt did, or does what its failure asks for.</summary>
    /// <returns>What becomes of the delivery; null where the attempt was discarded and the handler is to run again.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<DeliveryResult?> FinishAsync(EventAttempt attempt, Exception? failure, int discards, CancellationToken stopping)
    {
        if (failure is null && attempt.AlreadyDone) return await RelayAgainAsync(attempt).ConfigureAwait(false);
        if (failure is not null) return await FailAsync(attempt, failure, stopping).ConfigureAwait(false);
        var (outcome, error) = await committer.CommitAsync(attempt).ConfigureAwait(false);
        switch (outcome)
        {
            case CommitOutcome.Committed:
                return End(attempt, attempt.Waiting ? RunStatus.Waiting : RunStatus.Ok, new(DeliveryEnd.Completed));
            case CommitOutcome.Duplicate:
                return End(attempt, RunStatus.Duplicate, new(DeliveryEnd.Completed));
            case CommitOutcome.Conflict when stopping.IsCancellationRequested:
                return Return(attempt, null, "The host stops.");
            case CommitOutcome.Conflict when discards < Limits.Discards:
                End(attempt, RunStatus.Discarded, default, "Another attempt changed what this one had read.");
                return null;
            case CommitOutcome.Conflict:
                return await FailAsync(attempt, new InvalidOperationException(StepErrors.Conflicts), stopping).ConfigureAwait(false);
            default:
                return error is StepException ? await FailAsync(attempt, error, stopping).ConfigureAwait(false) : OutOfReach(attempt, error);
        }
    }

    private async ValueTask<DeliveryResult> RelayAgainAsync(EventAttempt attempt)
    {
        try
        {
            await runtime.Store.RelayAsync(attempt.Effects!.Group, attempt.MarkKey, CancellationToken.None).ConfigureAwait(false);
            return End(attempt, RunStatus.Duplicate, new(DeliveryEnd.Completed));
        }
        catch (Exception e)
        {
            return OutOfReach(attempt, new UnsentException(e));
        }
    }

    private async ValueTask<DeliveryResult> FailAsync(EventAttempt attempt, Exception failure, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested && failure is OperationCanceledException)
            return Return(attempt, null, "The host stops.");
        if (attempt.StoreFailure is { } unread) return OutOfReach(attempt, unread);
        var delivery = attempt.Delivery;
        var policy = delivery.Handler.Retry;
        var told = Tellable.Of(failure);
        if (failure is EventRejectedException) return await GiveUpAsync(attempt, failure.Message, failure, withOnFailure: false, stopping).ConfigureAwait(false);
        if (delivery.Attempt >= policy.Attempts || RetryPlan.IsFinal(policy, failure))
            return await GiveUpAsync(attempt, told.Message, failure, withOnFailure: attempt.Effects is not null, stopping).ConfigureAwait(false);
        var retryAt = runtime.Time.GetUtcNow() + RetryPlan.DelayAfter(policy, delivery.Attempt, delivery.Envelope.Id);
        attempt.Run.RetryAt = retryAt;
        using (runtime.LogAs(attempt.Run))
            runtime.Log.Retrying(told, delivery.Handler.Name, Milliseconds(attempt), delivery.Attempt, policy.Attempts, retryAt, told.Message, delivery.Envelope.TraceId);
        return End(attempt, RunStatus.Retrying, new(DeliveryEnd.Retry, retryAt, told.Message), told.Message, told);
    }

    private async Task<DeliveryResult> GiveUpAsync(EventAttempt attempt, string reason, Exception? failure, bool withOnFailure, CancellationToken stopping)
    {
        var (outcome, error, why, letter) = await committer.DeadLetterAsync(attempt, reason, failure, withOnFailure, stopping).ConfigureAwait(false);
        if (outcome is null) return error is null ? Return(attempt, null, "The host stops.") : OutOfReach(attempt, error);
        if (outcome == CommitOutcome.Duplicate) return End(attempt, RunStatus.Duplicate, new(DeliveryEnd.Completed));
        var told = failure is null ? null : Tellable.Of(failure);
        using (runtime.LogAs(attempt.Run))
            runtime.Log.DeadLettered(told, attempt.Delivery.Handler.Name, Milliseconds(attempt), attempt.AttemptsMade, letter, why, attempt.Delivery.Envelope.TraceId);
        return End(attempt, RunStatus.DeadLettered, new(DeliveryEnd.DeadLettered, null, why), why, told);
    }
}
