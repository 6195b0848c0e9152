using Stepwell.Bus;
using Stepwell.Conformance.Azure.Messages;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>What becomes of messages, as those see it who look at the broker.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task Message_ThatIsNoEvent_GoesToTheDeadLetterQueueWithTheReason()
    {
        await using var host = await StartAsync(new HostOptions());
        await SendAsync(host, "ping", "not an envelope"u8.ToArray());
        await SendAsync(host, "ping", """{"specversion":"1.0","id":"1","type":"ping"}"""u8.ToArray());
        await SendAsync(host, "ping", "{\"id\":{}}"u8.ToArray());
        await host.QuietAsync();
        var dead = Subscription(host, nameof(OnPing)).DeadLetters;
        Assert.Equal(["NotAnEvent", "NotAnEvent", "NotAnEvent"], dead.Select(d => d.Reason));
        Assert.Contains("'source'", dead[1].Description, StringComparison.Ordinal);
        Assert.Empty(host.Runs);
    }

    [Fact]
    public async Task Message_OfADeadLetter_IsCompletedAndCounted()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), static _ => throw new GiveUpException("no"));
        options.Probe.On(nameof(OnSequenced), static _ => throw new GiveUpException("no"));
        using var letters = new CountedLetters();
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await host.EmitAsync(new Sequenced("a", 1));
        await host.QuietAsync();
        Assert.Equal([nameof(OnPing), nameof(OnSequenced)], (await host.DeadLettersAsync()).Select(l => l.Handler).Order(StringComparer.Ordinal));
        Assert.True(host.Cloud.Broker.Look(all => all.All(s => s.DeadLetters.Count == 0)));
        Assert.Superset(new HashSet<string> { nameof(OnPing), nameof(OnSequenced) }, letters.Steps);
    }

    [Fact]
    public async Task Message_ForAStepThatIsGone_BecomesADeadLetter()
    {
        using var letters = new CountedLetters();
        await using var host = await StartAsync(new HostOptions());
        var settlement = await ReceiveAsync(host, "Removed", Received(Envelope()));
        var letter = Assert.Single(await host.DeadLettersAsync());
        Assert.Equal("Removed", letter.Handler);
        Assert.Contains("no step 'Removed'", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(["Complete"], settlement.Calls);
        Assert.Contains("Removed", letters.Steps);
    }

    [Fact]
    public async Task Message_OfATopicThatTheStepTakesNoMore_BecomesADeadLetter()
    {
        await using var host = await StartAsync(new HostOptions());
        var settlement = await ReceiveAsync(host, nameof(OnPing), Received(Envelope("sequenced", """{"key":"a","number":1}""")));
        var letter = Assert.Single(await host.DeadLettersAsync());
        Assert.Contains("does not take 'sequenced'", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(["Complete"], settlement.Calls);
        Assert.Empty(host.Runs);
        await ReceiveAsync(host, nameof(OnPing), Received(Envelope("Ping")));
        Assert.Single(host.Runs);
    }

    [Fact]
    public async Task Message_ForAnotherStep_IsPassedOver()
    {
        await using var host = await StartAsync(new HostOptions());
        var settlement = await ReceiveAsync(host, nameof(OnPing), Received(Envelope(), properties: new() { [MessageProperties.To] = nameof(OnPong) }));
        Assert.Equal(["Complete"], settlement.Calls);
        Assert.Empty(host.Runs);
    }

    [Theory]
    [InlineData(1, 3, 3)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 3, 4)]
    public async Task Attempt_IsTheCopysPlusTheDeliveriesBefore(int delivery, int copy, int attempt)
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await ReceiveAsync(host, nameof(OnPing), Received(Envelope(), delivery, new() { [MessageProperties.Attempt] = copy, [MessageProperties.To] = nameof(OnPing) }));
        Assert.Equal(attempt, Assert.Single(options.Probe.Calls(nameof(OnPing))).Attempt);
    }

    [Fact]
    public async Task Message_DeliveredNineTimesWithAttemptsLeft_GoesOnAsACopyBeforeTheBrokerTakesItAway()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        var envelope = Envelope("order.placed", """{"number":1}""");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var settlement = await ReceiveAsync(host, nameof(PriceOrder), Received(envelope, 9));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["Complete"], settlement.Calls);
        var run = Assert.Single(host.Runs, r => r.Handler.Name == nameof(PriceOrder));
        Assert.Equal((9, RunStatus.Ok), (run.Attempt, run.Status));
        // The copy's; the message itself was ready an hour before.
        Assert.NotEqual(envelope.Time, run.ReadyAt);
    }

    [Fact]
    public async Task Store_OutOfReach_IsAskedAgainLessAndLessOften()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        options.Faults.When(static (_, after) => !after);
        await host.EmitAsync(new Ping());
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.InRange(host.Runs.Count(r => r.Status == RunStatus.Returned), 5, 20);
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RunStatus.Ok, host.Runs[^1].Status);
        Assert.Equal(1, host.Runs[^1].Attempt);
    }

    [Fact]
    public async Task Suspects_AfterACrash_RunOneAtATime()
    {
        var options = new HostOptions();
        var gate = new Gate();
        var atOnce = 0;
        var most = 0;
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            if (step.Attempt == 1) await gate.PassAsync();
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Delay(1, CancellationToken.None);
            Interlocked.Decrement(ref atOnce);
        });
        await using var host = await StartAsync(options);
        for (var i = 0; i < 10; i++) await host.EmitAsync(new Ping());
        await Eventually.HoldsAsync(() => gate.Arrived == 10, "all ran");
        await host.RestartAsync(crash: true, default);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, most);
        Assert.Equal(10, host.Runs.Count(r => r is { Status: RunStatus.Ok, Attempt: 2 }));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task Messages_ThatWaitForTheirTurnWhenTheProcessEnds_CountNoAttempt()
    {
        var options = new HostOptions();
        var gates = (Gate[])[new(), new(), new()];
        options.Probe.OnAsync(nameof(OnSolo), _ => gates[Math.Min(options.Probe.Count(nameof(OnSolo)), gates.Length) - 1].PassAsync());
        await using var host = await StartAsync(options);
        for (var i = 0; i < 5; i++) await host.EmitAsync(new Solo(i));
        for (var crash = 0; crash < 2; crash++)
        {
            await gates[crash].Reached;
            await host.AdvanceAsync(TimeSpan.FromSeconds(10));
            await host.RestartAsync(crash: true, default);
        }
        gates[2].Open();
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        var letters = await host.DeadLettersAsync();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, static l => Assert.Contains("process ended", l.Reason, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 5), options.Probe.Calls(nameof(OnSolo)).Select(c => ((Solo)c.Message!).Number).Order());
        Assert.Equal([1, 1, 1], host.Runs.Where(r => r.Handler.Name == nameof(OnSolo) && r.Status == RunStatus.Ok).Select(r => r.Attempt));
    }

    [Fact]
    public async Task Attempt_WhoseBeginCannotBeNotedAfterAnEarlierDelivery_DoesNotBegin()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        options.Faults.When(static (call, after) => call == nameof(IStepStore.ReserveAsync) && !after);
        var settlement = await ReceiveAsync(host, nameof(OnPing), Received(Envelope(), delivery: 2));
        Assert.Equal(["Complete"], settlement.Calls);
        Assert.Empty(options.Probe.Calls(nameof(OnPing)));
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([2], options.Probe.Calls(nameof(OnPing)).Select(c => c.Attempt));
    }

    [Fact]
    public async Task Messages_LeftFromBeforeTheStepWasOrdered_GoThroughItsSessionOneAtATime()
    {
        var options = new HostOptions();
        var (running, most) = (0, 0);
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), async (e, step) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(5, CancellationToken.None);
            Interlocked.Decrement(ref running);
            if (e.Number == 3 && step.Attempt == 1) throw new InvalidOperationException("not yet");
        });
        await using var host = await StartAsync(options);
        // The last of them was delivered so often that the broker would take it away next.
        var left = Enumerable.Range(1, 5).Select(i => Received(Envelope("sequenced", $$"""{"key":"a","number":{{i}}}"""), i == 5 ? 9 : 1));
        var settlements = await Task.WhenAll(left.Select(m => ReceiveAsync(host, nameof(OnSequenced), m)));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.All(settlements, s => Assert.Equal(["Complete"], s.Calls));
        Assert.Equal(1, most);
        Assert.Equal(5, host.Runs.Count(r => r.Handler.Name == nameof(OnSequenced) && r.Status == RunStatus.Ok));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task Message_ThatEntersItsSession_IsNoDuplicateOfAnEarlierCopy()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        var envelope = Envelope("sequenced", """{"key":"a","number":1}""");
        // Before the step was ordered its first attempt was given back; for the broker only the id of that copy counts.
        var earlier = Stepwell.Bus.Messages.Copy(envelope, EnvelopeJson.Write(envelope), "Nobody", 1, 1, null, null);
        await host.Cloud.Broker.SendAsync("sequenced", [new OutgoingMessage
        {
            MessageId = MessageIds.OfCopy(envelope, nameof(OnSequenced), 1, 1), SessionId = earlier.SessionId, Body = earlier.Body, ContentType = earlier.ContentType, Properties = earlier.Properties,
        }], CancellationToken.None);
        var settlement = await ReceiveAsync(host, nameof(OnSequenced), Received(envelope, properties: new() { [MessageProperties.Attempt] = 2, [MessageProperties.To] = nameof(OnSequenced) }));
        await host.QuietAsync();
        Assert.Equal(["Complete"], settlement.Calls);
        Assert.Single(options.Probe.Calls(nameof(OnSequenced)));
    }

    [Fact]
    public async Task Message_OfALostAttemptThatCannotBeReadAnyMore_IsADeadLetterThatSaysSo()
    {
        await using var host = await StartAsync(new HostOptions());
        var settlement = await ReceiveAsync(host, nameof(OnShelved), Received(Envelope("shelved", """{"shelf":5}"""), delivery: 2));
        Assert.Equal(["Complete"], settlement.Calls);
        var reason = Assert.Single(await host.DeadLettersAsync()).Reason;
        Assert.Contains("process ended", reason, StringComparison.Ordinal);
        Assert.Contains("shelf", reason, StringComparison.Ordinal);
        Assert.Contains("took effect", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_WhileTheHostStops_CostsNoAttempt()
    {
        var options = new HostOptions();
        var stop = new CancellationTokenSource();
        await using var host = await StartAsync(options);
        var table = host.Process.Store;
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            var before = await step.State.GetAsync<int?>("n");
            if (before is null) await table.CommitAsync(Rival(step.TraceId, host.Now), CancellationToken.None);
            step.State.Set("n", 2);
        });
        options.Faults.When((call, after) =>
        {
            if (call == nameof(IStepStore.CommitAsync) && !after) stop.Cancel();
            return false;
        });
        var last = Received(Envelope(), properties: new() { [MessageProperties.Attempt] = 5, [MessageProperties.To] = nameof(OnPing) });
        await host.Process.Receiver.ReceiveAsync(nameof(OnPing), last, new Settlement(), stop.Token).InTimeAsync();
        await host.QuietAsync();
        Assert.Empty(await host.DeadLettersAsync());
        Assert.Equal([(RunStatus.Returned, 5), (RunStatus.Ok, 5)], host.Runs.Select(r => (r.Status, r.Attempt)));
    }

    [Fact]
    public async Task Session_ThatCanNeitherGiveBackNorRelease_FailsTheCall()
    {
        var options = new HostOptions();
        using var stop = new CancellationTokenSource();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnSequenced), _ => gate.PassAsync());
        await using var host = await StartAsync(options);
        var settlement = new Settlement { HoldsSession = true, Fails = ["Abandon"] };
        var released = host.Process.Receiver.ReceiveAsync(nameof(OnSequenced), Received(Envelope("sequenced", """{"key":"a","number":1}""")), settlement, stop.Token);
        var broken = new Settlement { HoldsSession = true, Fails = ["Abandon", "Release"] };
        var failed = host.Process.Receiver.ReceiveAsync(nameof(OnSequenced), Received(Envelope("sequenced", """{"key":"b","number":1}""")), broken, stop.Token);
        await Eventually.HoldsAsync(() => gate.Arrived == 2, "both run");
        await stop.CancelAsync();
        await released.InTimeAsync();
        Assert.Equal(["Abandon", "Release"], settlement.Calls);
        await Assert.ThrowsAsync<IOException>(() => failed.InTimeAsync());
        gate.Open();
    }

    private static StepCommit Rival(string group, DateTimeOffset at) => new()
    {
        Id = TraceIds.NewSpan(), HomeGroup = group, TraceId = group, Handler = "Rival", At = at, Mark = new("rival", 0, Failed: false), Changes = [new("n", "1"u8.ToArray())],
    };

    private static Task<FunctionsHostUnderTest<ConformanceApp>> StartAsync(HostOptions options) => FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());

    private static BrokerSubscription Subscription(FunctionsHostUnderTest<ConformanceApp> host, string handler) => host.Cloud.Subscriptions.Single(s => s.Handler == handler).Subscription;

    private static Task SendAsync(FunctionsHostUnderTest<ConformanceApp> host, string topic, byte[] body) => host.Cloud.Broker.SendAsync(topic, [new OutgoingMessage
    {
        MessageId = TraceIds.New(), SessionId = "s", Body = body, ContentType = "text/plain", Properties = new Dictionary<string, object>(),
    }], CancellationToken.None).AsTask();

    private static async Task<Settlement> ReceiveAsync(FunctionsHostUnderTest<ConformanceApp> host, string handler, ReceivedMessage message)
    {
        var settlement = new Settlement();
        await host.Process.Receiver.ReceiveAsync(handler, message, settlement, CancellationToken.None).InTimeAsync();
        return settlement;
    }

    private static EventEnvelope Envelope(string topic = "ping", string data = """{"text":"x"}""") => new()
    {
        Id = TraceIds.NewEvent(), Topic = topic, Source = "Test", Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), TraceId = TraceIds.New(),
        Data = System.Text.Encoding.UTF8.GetBytes(data), OrderingKey = "key",
    };

    private static ReceivedMessage Received(EventEnvelope envelope, int delivery = 1, Dictionary<string, object>? properties = null) => new()
    {
        MessageId = envelope.Id, SessionId = null, Body = EnvelopeJson.Write(envelope), Properties = properties ?? [], DeliveryCount = delivery, EnqueuedTime = envelope.Time,
    };

    private sealed class Settlement : IMessageSettlement
    {
        internal List<string> Calls { get; } = [];

        internal string[] Fails { get; init; } = [];

        public bool HoldsSession { get; init; }

        public ValueTask CompleteAsync(CancellationToken cancellation) => Note("Complete");

        public ValueTask AbandonAsync(CancellationToken cancellation) => Note("Abandon");

        public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation) => Note("DeadLetter " + reason);

        public ValueTask RenewLockAsync(CancellationToken cancellation) => default;

        public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => Note("Release");

        private ValueTask Note(string call)
        {
            Calls.Add(call);
            return Fails.Contains(call) ? throw new IOException(call + " failed.") : default;
        }
    }
}
