using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Steps;

[Cron("0 30 2 * * *", TimeZone = "Europe/Berlin")]
public sealed class NightlyInBerlin(Probe probe)
{
    public async Task HandleAsync(CronTick tick, StepContext step) => await probe.RunAsync(nameof(NightlyInBerlin), step, tick);
}

[Cron("0 0 4 1 1 *"), InGroup("books"), Emits<Boxed>]
public sealed class Yearly(Probe probe)
{
    public async Task HandleAsync(CronTick tick, StepContext step) => await probe.RunAsync(nameof(Yearly), step, tick);
}

/// <summary>Five fields: at half past each hour.</summary>
[Cron("30 * * * *"), Emits<Pong>]
public sealed class Hourly(Probe probe)
{
    public async Task HandleAsync(CronTick tick, StepContext step) => await probe.RunAsync(nameof(Hourly), step, tick);
}
