namespace Stepwell.Conformance.Kit;

/// <summary>Holds handlers until a test lets them go on.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;

    /// <summary>Completes when the first handler has come.</summary>
    public Task Reached => reached.Task.InTimeAsync();

    /// <summary>How many have come so far.</summary>
    public int Arrived => Volatile.Read(ref waiting);

    public Task PassAsync()
    {
        Interlocked.Increment(ref waiting);
        reached.TrySetResult();
        return open.Task;
    }

    public void Open() => open.TrySetResult();
}
