namespace Stepwell.Bus;

/// <summary>
/// Lets one at a time run of the events whose attempt before was not seen to its end: one of them may be what ended the process,
/// and is not to take the others with it.
/// </summary>
internal sealed class Suspects
{
    private readonly SemaphoreSlim turn = new(1, 1);

    internal bool TryEnter() => turn.Wait(TimeSpan.Zero);

    internal Task EnterAsync(CancellationToken cancellation) => turn.WaitAsync(cancellation);

    internal void Leave() => turn.Release();
}
