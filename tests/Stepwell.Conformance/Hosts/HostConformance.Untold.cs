using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

/// <summary>What cannot be told, because the telling itself fails, is done all the same.</summary>
public abstract partial class HostConformance
{
    [Fact]
    public async Task Exception_WhoseTextCannotBeRead_CountsAndIsDeadLetteredByItsType()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), static _ => throw new UntoldException());
        options.Probe.On(nameof(OnRetried.OnFailureAsync), static _ => throw new UntoldException());
        options.Probe.On(nameof(Call), static _ => throw new UntoldException());
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(3, letter.Attempts);
        Assert.Contains(nameof(UntoldException), letter.Reason, StringComparison.Ordinal);
        Assert.Contains("OnFailure failed too", letter.Reason, StringComparison.Ordinal);
        Assert.Contains(nameof(UntoldException), letter.Exception, StringComparison.Ordinal);
        Assert.Equal([RunStatus.Retrying, RunStatus.Retrying, RunStatus.DeadLettered], StatusesOf(host, nameof(OnRetried)));
        using var answer = await PostAsync(host, "/call");
        await ProblemAsync(answer, System.Net.HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Logs_ThatCannotBeWritten_ChangeNothingOfWhatIsLogged()
    {
        using var logs = new BrokenLogs();
        var options = new HostOptions { Logs = logs };
        options.Probe.On(nameof(OnPing), static step =>
        {
            step.State.Set("attempt", step.Attempt);
            if (step.Attempt < 3) throw new InvalidOperationException("not yet");
        });
        options.Probe.On(nameof(OnRetried), static _ => throw new GiveUpException("never"));
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, await host.StateAsync<int>(trace, "attempt"));
        Assert.Equal("never", (await OnlyDeadLetterAsync(host)).Reason);
        Assert.Equal([RunStatus.Retrying, RunStatus.Retrying, RunStatus.Ok], StatusesOf(host, nameof(OnPing)));
        Assert.True(logs.Thrown > 2, "Nothing was logged.");
    }

    [Fact]
    public async Task Attempt_WhoseEndCannotBeNoted_IsGivenBackAndTakesEffectOnce()
    {
        var failures = 2;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name == StepwellDiagnostics.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
            {
                if (a.OperationName == nameof(OnWatched) && Interlocked.Decrement(ref failures) >= 0) throw new InvalidOperationException("The listener is broken.");
            },
        };
        ActivitySource.AddActivityListener(listener);
        var options = new HostOptions();
        options.Probe.OnAsync(nameof(OnWatched), static step => step.State.UpdateAsync<int>("count", static n => n + 1).AsTask());
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Watched());
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        await host.QuietAsync();
        Assert.True(failures < 0, "The listener was not called again.");
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        Assert.Empty(await host.DeadLettersAsync());
    }

    private sealed class UntoldException : Exception
    {
        public override string Message => throw new InvalidOperationException("It has no message.");

        public override string ToString() => throw new InvalidOperationException("It has no text.");
    }

    /// <summary>As on a full disk: what our own parts log cannot be written.</summary>
    private sealed class BrokenLogs : ILoggerProvider, ILogger
    {
        private int thrown;

        internal int Thrown => Volatile.Read(ref thrown);

        public ILogger CreateLogger(string categoryName) => categoryName is "Stepwell.Runner" || categoryName.StartsWith("Stepwell.Bus.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => throw Full();

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw Full();

        public void Dispose()
        {
        }

        private IOException Full()
        {
            Interlocked.Increment(ref thrown);
            return new IOException("No space left on device.");
        }
    }
}
