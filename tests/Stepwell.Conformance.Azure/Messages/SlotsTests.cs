using Stepwell.Bus;
using Stepwell.Catalog;

namespace Stepwell.Conformance.Azure.Messages;

public sealed class SlotsTests
{
    private readonly HandlerDefinition free = Handler("Free", null);
    private readonly HandlerDefinition narrow = Handler("Narrow", 1);

    [Fact]
    public void Enter_WithinTheLimits_IsAtOnce()
    {
        var slots = new Slots(2);
        Assert.True(slots.EnterAsync(free, CancellationToken.None).IsCompletedSuccessfully);
        Assert.True(slots.EnterAsync(narrow, CancellationToken.None).IsCompletedSuccessfully);
        Assert.False(slots.EnterAsync(free, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Leave_LetsTheFirstGoOnThatMay()
    {
        var slots = new Slots(2);
        await slots.EnterAsync(free, CancellationToken.None);
        await slots.EnterAsync(narrow, CancellationToken.None);
        var second = slots.EnterAsync(narrow, CancellationToken.None);
        var third = slots.EnterAsync(free, CancellationToken.None);
        slots.Leave(free);
        await third;
        Assert.False(second.IsCompleted);
        slots.Leave(narrow);
        await second;
    }

    [Fact]
    public async Task Enter_CalledOff_LeavesItsTurnToTheNext()
    {
        using var stop = new CancellationTokenSource();
        var slots = new Slots(1);
        await slots.EnterAsync(free, CancellationToken.None);
        var first = slots.EnterAsync(free, stop.Token);
        var next = slots.EnterAsync(free, CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        slots.Leave(free);
        await next;
    }

    private static HandlerDefinition Handler(string name, int? concurrency) => new()
    {
        Name = name, Kind = HandlerKind.Event, TimeLimit = TimeSpan.FromSeconds(1), Concurrency = concurrency, Create = static () => throw new NotSupportedException(),
    };
}
