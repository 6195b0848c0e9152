using Microsoft.Extensions.Logging.Abstractions;
using Stepwell.Bus;
using Stepwell.Conformance.Kit;
using Stepwell.Testing;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>Locks of messages that take long.</summary>
public sealed class LockKeeperTests
{
    private readonly CountedTime time = new();
    private readonly LockKeepers keepers;

    public LockKeeperTests() => keepers = new LockKeepers(time, NullLogger.Instance);

    [Fact]
    public async Task Lock_OfAMessageInWork_IsRenewedUntilItsEnd()
    {
        var settlement = new Locked();
        await using (keepers.Keep(settlement)) Pass(LockKeepers.Every * 3);
        Pass(LockKeepers.Every * 3);
        Assert.Equal(3, settlement.Renewals);
    }

    [Fact]
    public async Task Lock_WithoutAnyMessage_LeavesNoTimerRunning()
    {
        await using (keepers.Keep(new Locked())) Pass(LockKeepers.Every);
        Pass(LockKeepers.Every);
        Assert.Null(time.Clock.NextTimer);
        var later = new Locked();
        await using (keepers.Keep(later)) Pass(LockKeepers.Every);
        Assert.Equal(1, later.Renewals);
    }

    [Fact]
    public async Task Locks_OfManyMessages_TakeOneTimer()
    {
        var settlements = Enumerable.Range(0, 100).Select(_ => new Locked()).ToArray();
        var kept = settlements.Select(keepers.Keep).ToArray();
        Pass(LockKeepers.Every);
        Assert.All(settlements, s => Assert.Equal(1, s.Renewals));
        Assert.Equal(1, time.Timers);
        foreach (var keeper in kept) await keeper.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lock_NotRenewedThreeTimes_IsLost(bool askedBefore)
    {
        await using var keeper = keepers.Keep(new Locked { Answer = _ => Task.FromException(new IOException("no")) });
        var token = askedBefore ? keeper.Lost : default;
        Pass(LockKeepers.Every * 2);
        Assert.False(keeper.IsLost);
        Pass(LockKeepers.Every);
        Assert.True(keeper.IsLost);
        if (!askedBefore) token = keeper.Lost;
        await Eventually.HoldsAsync(() => token.IsCancellationRequested, "it is told");
    }

    [Fact]
    public async Task Lock_WhoseRenewalHangs_IsRenewedAllTheSameAndEndsWithItsMessage()
    {
        var settlement = new Locked { Answer = cancellation => Task.Delay(Timeout.Infinite, cancellation) };
        var keeper = keepers.Keep(settlement);
        Pass(LockKeepers.Every * 2);
        Assert.Equal(2, settlement.Renewals);
        await keeper.DisposeAsync().AsTask().InTimeAsync();
        Assert.False(keeper.IsLost);
    }

    private void Pass(TimeSpan span) => time.Clock.AdvanceTo(time.GetUtcNow() + span);

    private sealed class CountedTime : TimeProvider
    {
        internal VirtualTime Clock { get; } = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        internal int Timers { get; private set; }

        public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return Clock.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class Locked : IMessageSettlement
    {
        internal Func<CancellationToken, Task> Answer { get; init; } = static _ => Task.CompletedTask;

        internal int Renewals { get; private set; }

        public bool HoldsSession => false;

        public ValueTask CompleteAsync(CancellationToken cancellation) => default;

        public ValueTask AbandonAsync(CancellationToken cancellation) => default;

        public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation) => default;

        public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => default;

        public ValueTask RenewLockAsync(CancellationToken cancellation)
        {
            Renewals++;
            return new(Answer(cancellation));
        }
    }
}
