using Azure.Messaging.ServiceBus;
using Stepwell.Azure.ServiceBus;
using Stepwell.Bus;

namespace Stepwell.Azure.Tests.ServiceBus;

public sealed class MessageMappingTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Outgoing_WithEverything_KeepsEachMember()
    {
        var mapped = MessageMapping.ToServiceBus((Outgoing("m") with { ScheduledEnqueueTime = At }).Build());
        Assert.Equal(("m", "s", "application/x", At), (mapped.MessageId, mapped.SessionId, mapped.ContentType, mapped.ScheduledEnqueueTime));
        Assert.Equal([1, 2, 3], mapped.Body.ToArray());
        Assert.Equal(new Dictionary<string, object> { ["sw_to"] = "Step", ["sw_attempt"] = 2 }, mapped.ApplicationProperties);
    }

    [Fact]
    public void Outgoing_ForAtOnce_IsNotScheduled() => Assert.Equal(default, MessageMapping.ToServiceBus(Outgoing("m").Build()).ScheduledEnqueueTime);

    [Fact]
    public void Received_WithEverything_KeepsEachMember()
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(new byte[] { 4, 5 }), messageId: "m", sessionId: "s", deliveryCount: 3, enqueuedTime: At, properties: new Dictionary<string, object> { ["sw_attempt"] = 2 });
        var mapped = MessageMapping.FromServiceBus(message);
        Assert.Equal(("m", "s", 3, At), (mapped.MessageId, mapped.SessionId, mapped.DeliveryCount, mapped.EnqueuedTime));
        Assert.Equal([4, 5], mapped.Body.ToArray());
        Assert.Equal(2, mapped.Properties["sw_attempt"]);
    }

    private static Draft Outgoing(string id) => new(id, null);

    private sealed record Draft(string Id, DateTimeOffset? ScheduledEnqueueTime)
    {
        internal OutgoingMessage Build() => new()
        {
            MessageId = Id, SessionId = "s", Body = new byte[] { 1, 2, 3 }, ContentType = "application/x", ScheduledEnqueueTime = ScheduledEnqueueTime,
            Properties = new Dictionary<string, object> { ["sw_to"] = "Step", ["sw_attempt"] = 2 },
        };
    }
}
