using Stepwell.Bus;
using Stepwell.Testing;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>That the broker of these tests behaves as Service Bus is documented to.</summary>
public sealed class BrokerTests : IDisposable
{
    private readonly VirtualTime time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryBroker broker;
    private readonly BrokerSubscription plain;
    private readonly BrokerSubscription sessions;

    public BrokerTests()
    {
        broker = new InMemoryBroker(time);
        plain = broker.Subscribe("topic", "Plain", sessions: false);
        sessions = broker.Subscribe("topic", "Ordered", sessions: true);
    }

    public void Dispose() => broker.Dispose();

    [Fact]
    public async Task Lock_NotRenewed_EndsAndCountsTheDelivery()
    {
        await SendAsync(Message("1"));
        var first = broker.TryReceive(plain)!;
        Assert.Null(broker.TryReceive(plain));
        Pass(TimeSpan.FromSeconds(50));
        await first.RenewLockAsync(CancellationToken.None);
        Pass(TimeSpan.FromSeconds(50));
        Assert.Null(broker.TryReceive(plain));
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, broker.TryReceive(plain)!.Received.DeliveryCount);
        await Assert.ThrowsAsync<BrokerException>(() => first.CompleteAsync(CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<BrokerException>(() => first.RenewLockAsync(CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Message_DeliveredInVainTenTimes_GoesToTheDeadLetters()
    {
        await SendAsync(Message("1"));
        for (var count = 1; count <= 10; count++)
        {
            var delivery = broker.TryReceive(plain)!;
            Assert.Equal(count, delivery.Received.DeliveryCount);
            await delivery.AbandonAsync(CancellationToken.None);
        }
        Assert.Null(broker.TryReceive(plain));
        Assert.Equal("MaxDeliveryCountExceeded", Assert.Single(plain.DeadLetters).Reason);
    }

    [Fact]
    public async Task Message_SettledTwice_IsRefused()
    {
        await SendAsync(Message("1"));
        var delivery = broker.TryReceive(plain)!;
        await delivery.CompleteAsync(CancellationToken.None);
        await Assert.ThrowsAsync<BrokerException>(() => delivery.AbandonAsync(CancellationToken.None).AsTask());
        Assert.Null(broker.TryReceive(plain));
    }

    [Fact]
    public async Task Message_Abandoned_KeepsItsPlace()
    {
        await SendAsync(Message("1"), Message("2"));
        await broker.TryReceive(plain)!.AbandonAsync(CancellationToken.None);
        Assert.Equal("1", broker.TryReceive(plain)!.Received.MessageId);
        Assert.Equal("2", broker.TryReceive(plain)!.Received.MessageId);
    }

    [Fact]
    public async Task Message_OfTheSameId_IsDroppedForTenMinutesEvenWhenTheFirstIsScheduled()
    {
        await SendAsync(Message("1", due: TimeSpan.FromHours(1)));
        await SendAsync(Message("1"));
        Assert.Null(broker.TryReceive(plain));
        Assert.Equal(1, broker.Topic("topic").Dropped);
        Pass(TimeSpan.FromMinutes(10));
        await SendAsync(Message("1"));
        Assert.NotNull(broker.TryReceive(plain));
    }

    [Fact]
    public async Task Message_Scheduled_TakesItsPlaceWhenItIsDue()
    {
        await SendAsync(Message("late", due: TimeSpan.FromMinutes(5)), Message("1"));
        var first = broker.TryReceive(plain)!;
        Assert.Equal("1", first.Received.MessageId);
        await first.CompleteAsync(CancellationToken.None);
        Assert.Null(broker.TryReceive(plain));
        Pass(TimeSpan.FromMinutes(5));
        var late = broker.TryReceive(plain)!.Received;
        Assert.Equal(("late", time.GetUtcNow(), 1), (late.MessageId, late.EnqueuedTime, late.DeliveryCount));
    }

    [Fact]
    public async Task Filter_TakesWhatIsForAllAndWhatIsForIt()
    {
        await SendAsync(Message("1"), Message("2", to: "Plain"), Message("3", to: "Ordered"));
        Assert.Equal(["1", "2"], plain.Messages.Select(m => m.Sent.MessageId));
        Assert.Equal(["1", "3"], sessions.Messages.Select(m => m.Sent.MessageId));
        Assert.True(new SubscriptionFilter(MessageProperties.FilterFor("O'Hara")).Takes(new Dictionary<string, object> { ["sw_to"] = "O'Hara" }));
        Assert.Throws<BrokerException>(() => new SubscriptionFilter("1=1"));
    }

    [Fact]
    public async Task Session_HasOneReceiver_AndIsTakenInOrder()
    {
        await SendAsync(Message("1", "a"), Message("2", "b"), Message("3", "a"));
        var a = broker.TryAcceptSession(sessions)!;
        var b = broker.TryAcceptSession(sessions)!;
        Assert.Equal(("a", "b"), (a.Id, b.Id));
        Assert.Null(broker.TryAcceptSession(sessions));
        var first = a.TryReceive()!;
        await first.AbandonAsync(CancellationToken.None);
        Assert.Equal("1", a.TryReceive()!.Received.MessageId);
        Assert.Equal("3", a.TryReceive()!.Received.MessageId);
        Assert.Null(a.TryReceive());
    }

    [Fact]
    public async Task Session_Closed_CountsNothingWhileItsLostLockDoes()
    {
        await SendAsync(Message("1", "a"));
        var session = broker.TryAcceptSession(sessions)!;
        var held = session.TryReceive()!;
        session.Close();
        await Assert.ThrowsAsync<BrokerException>(() => held.CompleteAsync(CancellationToken.None).AsTask());
        Assert.Equal(1, broker.TryAcceptSession(sessions)!.TryReceive()!.Received.DeliveryCount);
        Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(2, broker.TryAcceptSession(sessions)!.TryReceive()!.Received.DeliveryCount);
    }

    [Fact]
    public async Task Session_Released_IsReceivedFromNoMore()
    {
        await SendAsync(Message("1", "a"), Message("2", "a"));
        var session = broker.TryAcceptSession(sessions)!;
        await session.TryReceive()!.ReleaseSessionAsync(CancellationToken.None);
        Assert.Null(session.TryReceive());
    }

    [Fact]
    public async Task Message_OverTheLimits_IsRefused()
    {
        await Assert.ThrowsAsync<BrokerException>(() => SendAsync(Message("1", body: new byte[OutgoingMessage.MaxBytes])));
        await Assert.ThrowsAsync<BrokerException>(() => SendAsync(Message(new string('1', 129))));
        await Assert.ThrowsAsync<BrokerException>(() => broker.SendAsync("no topic", [Message("1")], CancellationToken.None).AsTask());
    }

    private Task SendAsync(params OutgoingMessage[] messages) => broker.SendAsync("topic", messages, CancellationToken.None).AsTask();

    private void Pass(TimeSpan by) => time.AdvanceTo(time.GetUtcNow() + by);

    private OutgoingMessage Message(string id, string session = "s", string? to = null, TimeSpan? due = null, byte[]? body = null) => new()
    {
        MessageId = id,
        SessionId = session,
        Body = body ?? [1],
        ContentType = "text/plain",
        ScheduledEnqueueTime = time.GetUtcNow() + due,
        Properties = to is null ? new Dictionary<string, object>() : new() { ["sw_to"] = to },
    };
}
