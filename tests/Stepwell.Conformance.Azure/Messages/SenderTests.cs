using Stepwell.Bus;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Messages;

public sealed class SenderTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Recorder broker = new();

    private sealed class Recorder : IMessageSender
    {
        internal List<(string Topic, OutgoingMessage Message)> Sent { get; } = [];

        public ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
        {
            Sent.AddRange(messages.Select(m => (topic, m)));
            return default;
        }
    }

    [Fact]
    public async Task Event_AsAMessage_IsItsEnvelopeWithWhatTheBrokerNeedsBeside()
    {
        var sent = Event("one") with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", TraceState = "a=b", Due = Now.AddHours(1), OrderingKey = new string('ü', 128) };
        await SendAsync(sent);
        var message = Assert.Single(broker.Sent).Message;
        var read = EnvelopeJson.Read(message.Body);
        Assert.Equal(sent with { Data = default }, read with { Data = default });
        Assert.Equal(sent.Data.ToArray(), read.Data.ToArray());
        Assert.Equal("application/cloudevents+json", message.ContentType);
        Assert.Equal(Now.AddHours(1), message.ScheduledEnqueueTime);
        Assert.Equal(32, message.SessionId.Length);
        Assert.Equal(sent.TraceParent, message.Properties["traceparent"]);
        Assert.Equal(sent.TraceParent, message.Properties["Diagnostic-Id"]);
        Assert.Equal("a=b", message.Properties["tracestate"]);
        Assert.Equal(sent.TraceId, message.Properties["sw_trace"]);
        Assert.False(message.Properties.ContainsKey("sw_to"));
    }

    [Fact]
    public async Task Event_ForOneHandler_IsAddressed()
    {
        await SendAsync(Event("one") with { To = "Step", Generation = 1 });
        Assert.Equal("Step", Assert.Single(broker.Sent).Message.Properties["sw_to"]);
    }

    [Fact]
    public async Task Events_OfSeveralTopics_KeepTheirOrderWithinEach()
    {
        await SendAsync(Event("one", "1"), Event("two", "2"), Event("one", "3"), Event("two", "4"), Event("one", "5"));
        foreach (var (topic, sources) in new[] { ("one", (string[])["1", "3", "5"]), ("two", ["2", "4"]) })
            Assert.Equal(sources, broker.Sent.Where(s => s.Topic == topic).Select(s => EnvelopeJson.Read(s.Message.Body).Source));
    }

    [Fact]
    public async Task Event_AsLargeAsTheRunnerAllows_FitsIntoAMessage()
    {
        using var real = new InMemoryBroker(TimeProvider.System);
        real.Topic("one");
        var text = new string('x', Limits.EventBytes - 2);
        var largest = Event("one") with
        {
            Data = System.Text.Encoding.UTF8.GetBytes($"\"{text}\""),
            OrderingKey = new string('\u2603', 128),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = new string('<', 30_000),
        };
        await new BusEventSender(real).SendAsync([largest], CancellationToken.None);
        Assert.Equal(0, real.Topic("one").Dropped);
    }

    private Task SendAsync(params EventEnvelope[] events) => new BusEventSender(broker).SendAsync(events, CancellationToken.None).AsTask();

    private static EventEnvelope Event(string topic, string source = "Step") => new()
    {
        Id = TraceIds.NewEvent(), Topic = topic, Source = source, Time = Now, TraceId = TraceIds.New(), Data = "{}"u8.ToArray(), OrderingKey = "key",
    };
}
