using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Tests.Steps;

/// <summary>Takes an order. And says so.</summary>
[Post("/orders"), Emits<Ordered>]
public sealed class TakeOrder
{
    public void Handle(NewOrder body, StepContext step)
    {
        Log.Taken(step.Logger, body.Item);
        step.State.Set("order", body);
        step.Emit(new Ordered(body.Item, body.Card));
    }
}

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "An order for {Item}")]
    internal static partial void Taken(ILogger log, string item);
}

/// <summary>Refuses what is bad, so that there are dead letters.</summary>
[On<Ordered>]
public sealed class Check
{
    public void Handle(Ordered e, StepContext step)
    {
        if (e.Item.StartsWith("bad", StringComparison.Ordinal)) throw new GiveUpException($"{e.Item} is no good.");
        step.State.Set("checked", e);
    }
}

[Post("/orders/{id}/payment"), InTrace("{id}"), Emits<Paid>]
public sealed class Pay
{
    public void Handle(StepContext step) => step.Emit(new Paid("it"));
}

[OnAll<Ordered, Paid>]
public sealed class Ship
{
    public void Handle(Ordered ordered, Paid paid, StepContext step) => step.State.Set("shipped", ordered.Item + paid.Item);
}

[Post("/slow"), Emits<Slow>, Emits<Bulk>]
public sealed class Start
{
    public void Handle(StepContext step)
    {
        step.Emit(new Slow("one"));
        for (var i = 0; i < 5; i++) step.Emit(new Bulk(i));
    }
}

[On<Slow>, Concurrency(1)]
public sealed class Crawl(Gate gate)
{
    public async Task HandleAsync(Slow e, StepContext step)
    {
        gate.Entered.TrySetResult();
        await gate.Open.Task;
        step.State.Set(e.Name, 1);
    }
}

[On<Bulk>]
public sealed class Count
{
    public void Handle(Bulk e, StepContext step) => step.State.In($"bulk/{e.Number % 2}/all").Set($"n{e.Number}", e.Number);
}

public sealed class Nightly
{
    [Cron("0 0 6 * * *", TimeZone = "Europe/Berlin")]
    public void Report(CronTick tick, StepContext step) => step.State.Set("by-hand", tick.ByHand);
}

public sealed class Twice
{
    [Cron("0 0 1 * * *")] public void First() { }

    [Cron("0 0 2 * * *")] public void Second() { }
}

public sealed class Mixed
{
    [Cron("0 0 3 * * *")] public void Tick(CronTick tick, StepContext step) => step.State.Set("by-hand", tick.ByHand);

    [Get("/mixed")] public string Get() => "mixed";
}

[Post("/orders/fail")]
public sealed class Fail
{
    public void Handle() => throw new InvalidOperationException("on purpose");
}
