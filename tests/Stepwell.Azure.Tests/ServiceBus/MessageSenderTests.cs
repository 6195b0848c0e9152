using Stepwell.Azure.ServiceBus;
using Stepwell.Bus;

namespace Stepwell.Azure.Tests.ServiceBus;

public sealed class MessageSenderTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(3, new[] { 3 })]
    [InlineData(4, new[] { 3, 1 })]
    [InlineData(7, new[] { 3, 3, 1 })]
    public async Task Messages_MoreThanABatchTakes_GoInSeveralInOrder(int count, int[] batches)
    {
        var client = new RecordingClient(batchSize: 3);
        await new ServiceBusMessageSender(client).SendAsync("topic", Messages(count), CancellationToken.None);
        Assert.Equal(batches, client.Sent.Select(s => s.Count));
        Assert.Equal(Messages(count).Select(m => m.MessageId), client.Sent.SelectMany(s => s).Select(m => m.MessageId));
    }

    [Fact]
    public async Task Message_ThatFitsNoBatch_GoesAlone()
    {
        var client = new RecordingClient(batchSize: 3, emptyBatches: true);
        await new ServiceBusMessageSender(client).SendAsync("topic", Messages(2), CancellationToken.None);
        Assert.Equal(["m0", "m1"], client.Sent.Select(s => Assert.Single(s).MessageId));
    }

    [Fact]
    public async Task Topic_UsedAgain_KeepsItsSender()
    {
        var client = new RecordingClient(batchSize: 3);
        var sender = new ServiceBusMessageSender(client);
        await sender.SendAsync("a", Messages(1), CancellationToken.None);
        await sender.SendAsync("b", Messages(1), CancellationToken.None);
        await sender.SendAsync("a", Messages(1), CancellationToken.None);
        Assert.Equal(["a", "b"], client.Opened);
    }

    private static List<OutgoingMessage> Messages(int count) => [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage
    {
        MessageId = "m" + i, SessionId = "s", Body = new byte[] { 1 }, ContentType = "application/x", Properties = new Dictionary<string, object>(),
    })];
}
