using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Live;

/// <summary>
/// Listens to the host once per connection, for all that is on the page, and only while something is. What comes in between two
/// updates is put together, so that a page is drawn at most five times a second however many steps run.
/// </summary>
internal sealed class LiveState(IIntrospection host, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The least time between two updates.</summary>
    internal static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private Action<LiveChange>[] listeners = [];
    private CancellationTokenSource? pumping;
    private Task pump = Task.CompletedTask;

    /// <summary>Calls back with what happened, until the answer is disposed. The call comes from no particular thread and must be short: <c>InvokeAsync</c>.</summary>
    internal IDisposable Listen(Action<LiveChange> listener)
    {
        lock (gate)
        {
            listeners = [.. listeners, listener];
            if (pumping is null)
            {
                pumping = new CancellationTokenSource();
                pump = PumpAsync(pump, pumping.Token);
            }
        }
        return new Subscription(this, listener);
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await pump.ConfigureAwait(false);
    }

    private async Task PumpAsync(Task before, CancellationToken end)
    {
        await before.ConfigureAwait(false);
        try
        {
            await foreach (var batch in host.LiveAsync(logs: false, end).ConfigureAwait(false))
            {
                var change = LiveChange.Of(batch);
                foreach (var listener in listeners) listener(change);
                await Task.Delay(Gap, time, end).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private void Remove(Action<LiveChange> listener)
    {
        lock (gate) listeners = [.. listeners.Where(l => l != listener)];
        if (listeners.Length == 0) Stop();
    }

    private void Stop()
    {
        lock (gate)
        {
            if (pumping is null) return;
            pumping.Cancel();
            pumping.Dispose();
            pumping = null;
        }
    }

    private sealed class Subscription(LiveState live, Action<LiveChange> listener) : IDisposable
    {
        public void Dispose() => live.Remove(listener);
    }
}
