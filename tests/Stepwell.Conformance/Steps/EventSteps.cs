using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Steps;

[On<Ping>, Emits<Pong>, Emits<Ping>, Emits<Retried>]
public sealed class OnPing(Probe probe)
{
    public async Task HandleAsync(Ping e, StepContext step) => await probe.RunAsync(nameof(OnPing), step, e);
}

[On<Pong>]
public sealed class OnPong(Probe probe)
{
    public async Task HandleAsync(Pong e, StepContext step) => await probe.RunAsync(nameof(OnPong), step, e);
}

[On<Checked>]
public sealed class OnChecked(Probe probe)
{
    public async Task HandleAsync(Checked e, StepContext step) => await probe.RunAsync(nameof(OnChecked), step, e);
}

[On<Retried>, Retry(3, FirstDelaySeconds = 10, MaxDelaySeconds = 15, Never = [typeof(ArgumentException)])]
public sealed class OnRetried(Probe probe)
{
    public async Task HandleAsync(Retried e, StepContext step) => await probe.RunAsync(nameof(OnRetried), step, e);

    [Emits<GaveUp>]
    public async Task OnFailureAsync(Retried e, StepFailure failure, StepContext step)
    {
        await probe.RunAsync(nameof(OnFailureAsync), step, failure);
        step.State.Set("failed", failure.Reason);
        step.Emit(new GaveUp(failure.Reason, failure.Attempts));
    }
}

[On<GaveUp>]
public sealed class OnGaveUp(Probe probe)
{
    public async Task HandleAsync(GaveUp e, StepContext step) => await probe.RunAsync(nameof(OnGaveUp), step, e);
}

[On<Limited>, TimeLimit(2), Retry(2, FirstDelaySeconds = 10)]
public sealed class OnLimited(Probe probe)
{
    public async Task HandleAsync(Limited e, StepContext step) => await probe.RunAsync(nameof(OnLimited), step, e);
}

[On<Boxed>, InGroup("box/{Box}")]
public sealed class OnBoxed(Probe probe)
{
    public async Task HandleAsync(Boxed e, StepContext step) => await probe.RunAsync(nameof(OnBoxed), step, e);
}

[On<Shelved>, InGroup("shelf/{Shelf}"), Retry(1), Emits<Pong>]
public sealed class OnShelved(Probe probe)
{
    public async Task HandleAsync(Shelved e, StepContext step) => await probe.RunAsync(nameof(OnShelved), step, e);
}

[On<Stacked>, InGroup("stack/{Stack}"), Retry(1)]
public sealed class OnStacked(Probe probe)
{
    public async Task HandleAsync(Stacked e, StepContext step) => await probe.RunAsync(nameof(OnStacked), step, e);

    [Emits<GaveUp>]
    public async Task OnFailureAsync(Stacked e, StepFailure failure, StepContext step)
    {
        await probe.RunAsync("OnStacked.OnFailure", step, failure);
        step.State.Set("failed", failure.Reason);
        step.Emit(new GaveUp(failure.Reason, failure.Attempts));
    }
}

[On<Solo>, Concurrency(1), Retry(1)]
public sealed class OnSolo(Probe probe)
{
    public async Task HandleAsync(Solo e, StepContext step) => await probe.RunAsync(nameof(OnSolo), step, e);
}

[On<Watched>]
public sealed class OnWatched(Probe probe)
{
    public async Task HandleAsync(Watched e, StepContext step) => await probe.RunAsync(nameof(OnWatched), step, e);
}

[On<Sequenced>, Ordered, Retry(3, FirstDelaySeconds = 10)]
public sealed class OnSequenced(Probe probe)
{
    public async Task HandleAsync(Sequenced e, StepContext step) => await probe.RunAsync(nameof(OnSequenced), step, e);
}

[On<Tallied>, InGroup("tally/{Key}"), Ordered]
public sealed class OnTallied(Probe probe)
{
    public async Task HandleAsync(Tallied e, StepContext step) => await probe.RunAsync(nameof(OnTallied), step, e);
}

/// <summary>Writes where <see cref="OnTallied"/> does.</summary>
[On<Tallied>, InGroup("tally/{Key}"), Ordered]
public sealed class OnTalliedToo(Probe probe)
{
    public async Task HandleAsync(Tallied e, StepContext step) => await probe.RunAsync(nameof(OnTalliedToo), step, e);
}

[On<Narrow>, Concurrency(2)]
public sealed class OnNarrow(Probe probe)
{
    public async Task HandleAsync(Narrow e, StepContext step) => await probe.RunAsync(nameof(OnNarrow), step, e);
}

/// <summary>What it returns is emitted.</summary>
[On<Chained>]
public sealed class OnChained(Probe probe)
{
    public async Task<Chained?> HandleAsync(Chained e, StepContext step)
    {
        await probe.RunAsync(nameof(OnChained), step, e);
        return e.Depth > 0 ? new Chained(e.Depth - 1) : null;
    }
}

[On<Wrapped>, Use<OwnMiddleware>]
public sealed class OnWrapped(Probe probe)
{
    public async Task HandleAsync(Wrapped e, StepContext step) => await probe.RunAsync(nameof(OnWrapped), step, e);
}

[On<Unlisted>]
public sealed class OnUnlisted(Probe probe)
{
    public async Task HandleAsync(Unlisted e, StepContext step) => await probe.RunAsync(nameof(OnUnlisted), step, e);
}

[On<Confided>]
public sealed class OnConfided(Probe probe)
{
    public async Task HandleAsync(Confided e, StepContext step) => await probe.RunAsync(nameof(OnConfided), step, e);
}
