using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Bus;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>What runs for a call of the Functions host is within the call's logging scopes: by them the worker knows whose logs they are, and the host drops those of nobody.</summary>
public sealed class CallScopeTests
{
    private const string Call = "the call";

    [Fact]
    public async Task Logs_OfAnEventStepAndOfItsFailure_AreWithinTheScopesOfTheCall()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), static step =>
        {
            step.Logger.LogInformation("by the step");
            throw new InvalidOperationException("not now");
        });
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        await CallAsync(host, CancellationToken.None).InTimeAsync();
        Assert.Equal(Call, logs.ScopeOf("by the step"));
        Assert.Equal(Call, logs.ScopeOf("not now"));
    }

    [Fact]
    public async Task Logs_OfAnAttemptThatTheStoppingHostGivesBack_AreWithinTheScopesOfTheCall()
    {
        var options = new HostOptions();
        var (gate, stop) = (new Gate(), new CancellationTokenSource());
        options.Probe.OnAsync(nameof(OnPing), _ => gate.PassAsync());
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        var call = CallAsync(host, stop.Token);
        await Eventually.HoldsAsync(() => gate.Arrived == 1, "it runs");
        await stop.CancelAsync();
        await call.InTimeAsync();
        gate.Open();
        Assert.Equal(Call, logs.ScopeOf("The host stops"));
    }

    [Fact]
    public async Task Attempt_RunAgainAfterAnothersChange_IsWithinTheScopesOfTheCall()
    {
        var options = new HostOptions();
        FunctionsHostUnderTest<ConformanceApp>? running = null;
        var runs = 0;
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            step.Logger.LogInformation("run {Number}", ++runs);
            _ = await step.State.GetAsync<int?>("n");
            if (runs == 1) await RivalAsync(running!, step.TraceId);
            step.State.Set("n", runs);
        });
        await using var host = running = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        await CallAsync(host, CancellationToken.None).InTimeAsync();
        Assert.Equal(Call, logs.ScopeOf("run 1"));
        Assert.Equal(Call, logs.ScopeOf("run 2"));
    }

    [Fact]
    public async Task Span_OfAnEventStep_LinksTheHostsOwnSpanOfTheCall()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var caller = new ActivitySource(nameof(CallScopeTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StepwellDiagnostics.Name || source == caller,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(new HostOptions(), new MemoryTables());
        using var invocation = caller.StartActivity("invocation", ActivityKind.Internal, default(ActivityContext))!;
        var envelope = Envelope();
        await CallAsync(host, CancellationToken.None, envelope).InTimeAsync();
        var span = spans.Single(s => s.OperationName == nameof(OnPing) && s.GetTagItem(StepwellDiagnostics.TraceTag) as string == envelope.TraceId);
        Assert.Equal(invocation.Context.SpanId, Assert.Single(span.Links).Context.SpanId);
    }

    private static async Task CallAsync(FunctionsHostUnderTest<ConformanceApp> host, CancellationToken stopping, EventEnvelope? envelope = null)
    {
        envelope ??= Envelope();
        var message = new ReceivedMessage
        {
            MessageId = envelope.Id, SessionId = null, Body = EnvelopeJson.Write(envelope), Properties = new Dictionary<string, object>(), DeliveryCount = 1, EnqueuedTime = envelope.Time,
        };
        using var scope = host.Process.Services.GetRequiredService<ILogger<CallScopeTests>>().BeginScope(Call);
        await host.Process.Receiver.ReceiveAsync(nameof(OnPing), message, new Settled(), stopping);
    }

    private static EventEnvelope Envelope() => new()
    {
        Id = TraceIds.NewEvent(), Topic = "ping", Source = "Test", Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), TraceId = TraceIds.New(),
        Data = """{"text":"x"}"""u8.ToArray(), OrderingKey = "key", TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static Task RivalAsync(FunctionsHostUnderTest<ConformanceApp> host, string group) => host.Process.Store.CommitAsync(new()
    {
        Id = TraceIds.NewSpan(), HomeGroup = group, TraceId = group, Handler = "Rival", At = host.Now, Mark = new("rival", 0, Failed: false),
        Changes = [new("n", "1"u8.ToArray())],
    }, CancellationToken.None).AsTask();

    private sealed class Settled : IMessageSettlement
    {
        public bool HoldsSession => false;

        public ValueTask CompleteAsync(CancellationToken cancellation) => default;

        public ValueTask AbandonAsync(CancellationToken cancellation) => default;

        public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation) => default;

        public ValueTask RenewLockAsync(CancellationToken cancellation) => default;

        public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => default;
    }
}
