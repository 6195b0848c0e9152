using Azure.Messaging.ServiceBus;
using Stepwell.Azure.ServiceBus;

namespace Stepwell.Azure.Tests.ServiceBus;

public sealed class MessageSettlementTests
{
    private static readonly ServiceBusReceivedMessage Message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "m");
    private readonly RecordingActions actions = new();

    [Fact]
    public async Task Settlement_OfAMessage_CallsTheMessagesActions()
    {
        var settlement = new MessageSettlement(Message, actions, null);
        await settlement.CompleteAsync(CancellationToken.None);
        await settlement.AbandonAsync(CancellationToken.None);
        await settlement.DeadLetterAsync("why", "in full", CancellationToken.None);
        await settlement.RenewLockAsync(CancellationToken.None);
        Assert.Equal(["complete m", "abandon m", "dead-letter m why: in full", "renew m"], actions.Calls);
    }

    [Fact]
    public async Task Settlement_OfASession_RenewsAndReleasesTheSession()
    {
        var settlement = new MessageSettlement(Message, actions, new RecordingSession(actions.Calls));
        await settlement.RenewLockAsync(CancellationToken.None);
        await settlement.ReleaseSessionAsync(CancellationToken.None);
        await settlement.CompleteAsync(CancellationToken.None);
        Assert.Equal(["renew session", "release session", "complete m"], actions.Calls);
    }

    [Fact]
    public void Settlement_WithAndWithoutASession_TellsWhichItIs()
    {
        // Every message has a session id; only some come with the session's lock.
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "m", sessionId: "s");
        Assert.False(new MessageSettlement(message, actions, null).HoldsSession);
        Assert.True(new MessageSettlement(message, actions, new RecordingSession(actions.Calls)).HoldsSession);
    }

    [Fact]
    public async Task Settlement_WithoutASession_HasNoneToRelease() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new MessageSettlement(Message, actions, null).ReleaseSessionAsync(CancellationToken.None).AsTask());
}
