using Stepwell.Running;

namespace Stepwell.Tests.Running;

public sealed class TimeLimitsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private readonly TimeLimits limits = new(TimeProvider.System);

    [Fact]
    public void Stop_TokenThatNobodySaw_IsUsedAgainWithoutItsRegistrations()
    {
        var called = false;
        var first = limits.Start(Long);
        first.Token.UnsafeRegister(_ => called = true, null);
        limits.Stop(first, unseen: true);

        using var second = limits.Start(Long);
        second.Cancel();

        Assert.Same(first, second);
        Assert.False(called);
    }

    [Fact]
    public void Stop_TokenThatTheHandlerAskedFor_NeverHearsOfAnotherAttempt()
    {
        var first = limits.Start(Long);
        var kept = first.Token;
        limits.Stop(first, unseen: false);

        using var second = limits.Start(Long);
        second.Cancel();

        Assert.NotSame(first, second);
        Assert.False(kept.IsCancellationRequested);
    }

    [Fact]
    public void Stop_AfterItsTime_IsNotUsedAgain()
    {
        var first = limits.Start(Long);
        first.Cancel();
        limits.Stop(first, unseen: true);

        using var second = limits.Start(Long);

        Assert.NotSame(first, second);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public async Task Start_SourceThatIsUsedAgain_FiresAtItsNewTime()
    {
        limits.Stop(limits.Start(Long), unseen: true);

        using var again = limits.Start(TimeSpan.FromMilliseconds(1));
        var fired = new TaskCompletionSource();
        await using var registration = again.Token.UnsafeRegister(_ => fired.SetResult(), null);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
