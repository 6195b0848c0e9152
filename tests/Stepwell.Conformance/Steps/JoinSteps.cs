using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Steps;

[OnAll<Red, Green>, Retry(2, FirstDelaySeconds = 10)]
public sealed class JoinTwo(Probe probe)
{
    public async Task HandleAsync(Red red, Green green, StepContext step) => await probe.RunAsync(nameof(JoinTwo), step, (red.Number, green.Number));

    public void OnFailure(StepFailure failure, StepContext step) => step.State.Set("join failed", failure.Reason);
}

[OnAll<Red, Green, Blue>]
public sealed class JoinThree(Probe probe)
{
    public async Task HandleAsync(Red red, Green green, Blue blue, StepContext step) =>
        await probe.RunAsync(nameof(JoinThree), step, (red.Number, green.Number, blue.Number));
}

[OnAll<Red, Green, Blue, White>]
public sealed class JoinFour(Probe probe)
{
    public async Task HandleAsync(Red red, Green green, Blue blue, White white, StepContext step) =>
        await probe.RunAsync(nameof(JoinFour), step, (red.Number, green.Number, blue.Number, white.Number));
}

[OnAll<BoxedRed, BoxedGreen>, InGroup("box/{Box}")]
public sealed class JoinInBox(Probe probe)
{
    public async Task HandleAsync(BoxedRed red, BoxedGreen green, StepContext step) =>
        await probe.RunAsync(nameof(JoinInBox), step, (red.Number, green.Number));
}
