using System.Diagnostics;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>How deliveries end, and what is told of it.</summary>
public sealed partial class StepRunner
{
    private static readonly TimeSpan UnendedAgain = TimeSpan.FromSeconds(5);

    /// <summary>Gives back a delivery whose end failed, by no fault of its handler: what of it is committed is found by its mark.</summary>
    internal DeliveryResult Unended(EventDelivery delivery, Exception failure)
    {
        failure = Tellable.Of(failure);
        runtime.Log.Returned(failure, delivery.Handler.Name, failure.Message, delivery.Envelope.TraceId);
        return new(DeliveryEnd.Returned, runtime.Time.GetUtcNow() + UnendedAgain, failure.Message);
    }

    private double Milliseconds(EventAttempt attempt) => runtime.Time.GetElapsedTime(attempt.Started).TotalMilliseconds;

    private DeliveryResult OutOfReach(EventAttempt attempt, Exception? error) =>
        Return(attempt, error, error is UnsentException ? error.Message : "The store could not be reached: " + (error is UnknownCommitException ? error.InnerException : error)?.Message);

    private DeliveryResult Return(EventAttempt attempt, Exception? error, string reason)
    {
        using (runtime.LogAs(attempt.Run))
            runtime.Log.Returned(error, attempt.Delivery.Handler.Name, reason, attempt.Delivery.Envelope.TraceId);
        return End(attempt, RunStatus.Returned, new(DeliveryEnd.Returned, runtime.Time.GetUtcNow() + TimeSpan.FromSeconds(1), reason), reason, error);
    }

    private DeliveryResult End(EventAttempt attempt, RunStatus status, DeliveryResult result, string? reason = null, Exception? failure = null)
    {
        var run = attempt.Run;
        run.Status = status;
        run.Reason = reason;
        run.Exception = failure;
        run.Duration = runtime.Time.GetElapsedTime(attempt.Started);
        if (runtime.Observers.Length > 0)
        {
            // What OnFailure staged counts only with the dead letter it was committed with.
            if (status != RunStatus.DeadLettered) run.Note([], [], committed: true);
            if (attempt.Effects is { } effects) run.Note(effects.Events, effects.ForHistory(), committed: status is RunStatus.Ok or RunStatus.Waiting);
        }
        try
        {
            if (attempt.Activity is { } activity) End(activity, run);
        }
        finally
        {
            runtime.Ended(run);
        }
        return result;
    }

    private static void End(Activity activity, RunRecord run)
    {
        activity.SetTag("stepwell.attempt", run.Attempt).SetTag(StepwellDiagnostics.StatusTag, run.Status.ToString());
        if (run.Exception is { } failure) activity.AddException(failure);
        activity.SetStatus(run.Exception is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, run.Reason);
        activity.Stop();
    }
}
