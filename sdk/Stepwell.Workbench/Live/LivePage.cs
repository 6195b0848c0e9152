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
    private long loadedAt;

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

    /// <summary>Why the last question failed; null where it did not.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>True as soon as there is something to show.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Ends when the page is left.</summary>
    protected CancellationToken Closing => closing.Token;

    /// <summary>Asks the host for what is shown.</summary>
    /// <param name="cancellation">Ends the question.</param>
    protected abstract Task LoadAsync(CancellationToken cancellation);

    /// <summary>Asks again now: after a filter changed or something was done.</summary>
    protected async Task ReloadAsync()
    {
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
                again = false;
                await LoadOnceAsync();
            }
            while (again && !closing.IsCancellationRequested);
        }
        finally
        {
            loading = false;
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (closing.IsCancellationRequested) return;
        if (FollowsRuns) subscription = ((LiveState)Services.GetService(typeof(LiveState))!).Listen(change => { if (change.HasRuns) Due(Pace); });
        timer = Time.CreateTimer(_ => Due(Idle), null, Pace, Pace);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        subscription?.Dispose();
        if (timer is not null) await timer.DisposeAsync();
        closing.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task LoadOnceAsync()
    {
        try
        {
            await LoadAsync(closing.Token);
            Failure = null;
            Loaded = true;
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
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

    private bool dirty;

    private void Due(TimeSpan patience)
    {
        if (patience == Pace) dirty = true;
        if (closing.IsCancellationRequested || Time.GetElapsedTime(loadedAt) < (dirty ? Pace : patience)) return;
        dirty = false;
        _ = InvokeAsync(ReloadAsync);
    }
}
