namespace Stepwell.Running;

/// <summary>Waits for the call of an <c>OnFailure</c>.</summary>
internal sealed class OnFailureWatch : IAttemptWatch
{
    private readonly TaskCompletionSource done = new();

    internal Task Done => done.Task;

    public void Ended(EventAttempt attempt, Exception? failure)
    {
        if (failure is null) done.SetResult();
        else done.SetException(failure);
    }
}
