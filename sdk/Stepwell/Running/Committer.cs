using System.Runtime.CompilerServices;
using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>Commits what attempts have staged.</summary>
internal sealed class Committer(StepRuntime runtime)
{
    private const int Tries = 3;

    /// <summary>Commits an attempt that succeeded.</summary>
    /// <returns>The outcome; null with the error where it could not be learnt, or an effect cannot be had.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<(CommitOutcome? Outcome, Exception? Error)> CommitAsync(EventAttempt attempt)
    {
        try
        {
            await CheckTargetsAsync(attempt.Effects!).ConfigureAwait(false);
            return (await SaveAsync(Make(attempt, attempt.Effects!, failed: false, null)).ConfigureAwait(false), null);
        }
        catch (Exception e)
        {
            return (null, e);
        }
    }

    /// <summary>Commits a dead letter, with the effects of <c>OnFailure</c> where there is one.</summary>
    /// <returns>The outcome; null where the host stops (no error) or the store is out of reach. And the dead letter's reason and id.</returns>
    internal async ValueTask<(CommitOutcome? Outcome, Exception? Error, string Reason, string Id)> DeadLetterAsync(
        EventAttempt failed, string reason, Exception? failure, bool withOnFailure, CancellationToken stopping)
    {
        withOnFailure &= failed.Delivery.Handler.HasOnFailure;
        var id = TraceIds.New();
        var exception = failure is null ? null : Tellable.Of(failure).ToString();
        for (var discards = 0; ; discards++)
        {
            Effects? effects = null;
            failed.Run.Note([], [], committed: true);
            if (withOnFailure)
            {
                var watch = new OnFailureWatch();
                var last = new EventAttempt(runtime, failed.Delivery, new StepFailure(reason, failed.AttemptsMade, failure), watch, stopping, failed.Run);
                try
                {
                    _ = Task.Run(last.Execute, CancellationToken.None);
                    await watch.Done.ConfigureAwait(false);
                    effects = last.Effects!;
                    effects.Close();
                    await CheckTargetsAsync(effects).ConfigureAwait(false);
                    failed.Run.Note(effects.Events, effects.ForHistory(), committed: true);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    return (null, null, reason, id);
                }
                catch (Exception e) when ((last.StoreFailure ?? e as StoreUnreachableException) is not null)
                {
                    // Not what OnFailure is to blame for: all of it is done again when the store answers.
                    return (null, last.StoreFailure ?? e, reason, id);
                }
                catch (Exception thrown)
                {
                    var e = Tellable.Of(thrown);
                    last.Effects?.Close();
                    effects = null;
                    withOnFailure = false;
                    reason += " OnFailure failed too: " + e.Message;
                    failed.Run.Note([], [], committed: true);
                    using (runtime.LogAs(failed.Run))
                        runtime.Log.OnFailureFailed(e, failed.Delivery.Handler.Name, failed.Delivery.Envelope.TraceId);
                }
            }
            try
            {
                var letter = new DeadLetter(id, failed.Delivery.Handler.Name, failed.Delivery.Envelope, failed.AttemptsMade, reason, exception, runtime.Time.GetUtcNow());
                var outcome = await SaveAsync(Make(failed, effects, failed: true, letter)).ConfigureAwait(false);
                if (outcome != CommitOutcome.Conflict) return (outcome, null, reason, id);
                if (discards < Limits.Discards) continue;
                withOnFailure = false;
                reason += " OnFailure was left out: " + StepErrors.Conflicts;
            }
            catch (Exception e)
            {
                return (null, e, reason, id);
            }
        }
    }

    /// <summary>Commits and relays; asks again where a reply was lost.</summary>
    /// <exception cref="UnknownCommitException">The store does not say whether the commit holds.</exception>
    /// <exception cref="UnsentException">It, or the one whose duplicate it is, holds, but was not relayed.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<CommitOutcome> SaveAsync(StepCommit commit)
    {
        CommitOutcome? known = null;
        for (var tried = 1; ; tried++)
        {
            try
            {
                var outcome = known ??= await runtime.Store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
                if (outcome == CommitOutcome.Committed && commit.Delivery is not null) await runtime.Store.RelayAsync(commit, CancellationToken.None).ConfigureAwait(false);
                // Of a request, another one with its key has taken over, and relays.
                else if (outcome == CommitOutcome.Duplicate && !commit.FromOutside) await runtime.Store.RelayAsync(commit.HomeGroup, commit.Mark.Key, CancellationToken.None).ConfigureAwait(false);
                return outcome;
            }
            catch (StoreException e) when (known is null && e.NothingHolds)
            {
                throw;
            }
            catch (Exception e)
            {
                // The commit may hold: asked again with the same id, the store tells.
                if (tried == Tries) throw known is null ? new UnknownCommitException(e) : new UnsentException(e);
            }
        }
    }

    /// <summary>Makes sure that traces which events are sent to exist.</summary>
    internal async ValueTask CheckTargetsAsync(Effects effects)
    {
        foreach (var trace in effects.TargetTraces)
            if (!await runtime.TraceExistsAsync(trace, CancellationToken.None).ConfigureAwait(false))
                throw StepErrors.UnknownTrace(trace);
    }

    private StepCommit Make(EventAttempt attempt, Effects? effects, bool failed, DeadLetter? letter)
    {
        var delivery = attempt.Delivery;
        var home = effects?.Group ?? attempt.Effects?.Group ?? delivery.Envelope.TraceId;
        var others = effects?.OtherChanges() ?? [];
        return new StepCommit
        {
            Id = attempt.Run.Span.SpanId,
            HomeGroup = home,
            TraceId = delivery.Envelope.TraceId,
            Handler = delivery.Handler.Name,
            At = runtime.Time.GetUtcNow(),
            Mark = new(attempt.MarkKey, delivery.Envelope.Generation, failed),
            Changes = effects?.Changes() ?? [],
            OtherChanges = delivery.Handler.Kind == HandlerKind.Cron ? KnownTraces.With(others, delivery.Envelope.TraceId, home) : others,
            Events = effects?.Events ?? [],
            DeadLetter = letter,
            Delivery = delivery,
        };
    }
}
