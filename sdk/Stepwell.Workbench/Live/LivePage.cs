using Microsoft.AspNetCore.Components;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Live;

/// <summary>
/// A page, or a part of one, that asks the host for what it shows, again when something ran, and now and then. One question is under way
/// at a time; a failed one leaves what was shown and tells the failure.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private IDisposable? subscription;
    private ITimer? timer;
    private bool loading;
    private bool again;
    private bool dirty;
    private long loadedAt;

    /// <summary>Makes it.</summary>
    protected LivePage() => Closing = closing.Token;

    /// <summary>The host.</summary>
    [Inject]
    protected IIntrospection Host { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    /// <summary>The least time between two questions.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(1);

    /// <summary>How often it asks where nothing happens.</summary>
    protected virtual TimeSpan Idle => TimeSpan.FromSeconds(10);

    /// <summary>False for a page that asks at its own pace whether steps run or not: then runs need not be told to it.</summary>
    protected virtual bool FollowsRuns => true;

    /// <summary>Whether runs in traces may have changed what is shown; where it is not overridden, all do.</summary>
    /// <param name="traces">The traces in which something ran.</param>
    protected virtual bool Concerns(IReadOnlySet<string> traces) => true;

    /// <summary>True as soon as nothing more will change: then it asks no more by itself.</summary>
    protected virtual bool Final => false;

    /// <summary>Why the last question failed; null where it did not.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>True as soon as there is something to show.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Ends when the page is left; what the page still does then may ask it all the same.</summary>
    protected CancellationToken Closing { get; }

    /// <summary>Asks the host for what is shown.</summary>
    /// <param name="cancellation">Ends the question.</param>
    protected abstract Task LoadAsync(CancellationToken cancellation);

    /// <summary>Asks again now: after a filter changed or something was done.</summary>
    protected async Task ReloadAsync()
    {
        if (Closing.IsCancellationRequested) return;
        if (loading)
        {
            again = true;
            return;
        }
        loading = true;
        try
        {
            do
            {
                (again, dirty) = (false, false);
                await LoadOnceAsync();
            }
            while (again && !Closing.IsCancellationRequested);
        }
        finally
        {
            loading = false;
        }
        Plan();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        timer = Time.CreateTimer(_ => _ = InvokeAsync(DueAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Before the first question: nothing that runs meanwhile is lost.
        if (FollowsRuns) subscription = ((LiveState)Services.GetService(typeof(LiveState))!).Listen(change => _ = InvokeAsync(() => Hear(change)));
        return ReloadAsync();
    }

    /// <summary>The page is left.</summary>
    protected virtual ValueTask LeaveAsync() => default;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await LeaveAsync();
        subscription?.Dispose();
        if (timer is not null) await timer.DisposeAsync();
        closing.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task LoadOnceAsync()
    {
        try
        {
            await LoadAsync(Closing);
            Failure = null;
            Loaded = true;
        }
        catch (OperationCanceledException) when (Closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Failure = e;
        }
        loadedAt = Time.GetTimestamp();
        StateHasChanged();
    }

    private void Hear(LiveChange change)
    {
        if (dirty || (change.Missed == 0 && !Concerns(change.Traces))) return;
        dirty = true;
        // What happens during a question is asked for after it, at the same pace, however slow the host is.
        if (!loading) Plan();
    }

    private Task DueAsync() => loading ? Task.CompletedTask : ReloadAsync();

    /// <summary>Sets when it asks next, counted from the last answer.</summary>
    private void Plan()
    {
        if (Closing.IsCancellationRequested) return;
        if (Final)
        {
            subscription?.Dispose();
            timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }
        var wait = (dirty ? Pace : Idle) - Time.GetElapsedTime(loadedAt);
        timer?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
