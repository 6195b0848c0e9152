using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Stepwell.Azure.Tests.ServiceBus;

internal sealed class RecordingActions : ServiceBusMessageActions
{
    internal List<string> Calls { get; } = [];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Note($"complete {message.MessageId}");

    public override Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Note($"abandon {message.MessageId}{(propertiesToModify is null ? "" : " changed")}");

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = null, string? deadLetterReason = null, string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => Note($"dead-letter {message.MessageId} {deadLetterReason}: {deadLetterErrorDescription}");

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Note($"renew {message.MessageId}");

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }
}

internal sealed class RecordingSession(List<string> calls) : ServiceBusSessionMessageActions
{
    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        calls.Add("renew session");
        return Task.CompletedTask;
    }

    public override Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        calls.Add("release session");
        return Task.CompletedTask;
    }
}

/// <summary>A client whose senders keep what they are given; a batch takes so many messages and no more.</summary>
internal sealed class RecordingClient(int batchSize, bool emptyBatches = false) : ServiceBusClient
{
    internal List<string> Opened { get; } = [];

    internal List<IReadOnlyList<ServiceBusMessage>> Sent { get; } = [];

    public override ServiceBusSender CreateSender(string queueOrTopicName)
    {
        Opened.Add(queueOrTopicName);
        return new Sender(this);
    }

    private sealed class Sender(RecordingClient client) : ServiceBusSender
    {
        private List<ServiceBusMessage> store = [];

        public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
        {
            var batch = store = [];
            return new(ServiceBusModelFactory.ServiceBusMessageBatch(0, batch, null, _ => !client.EmptyBatches && batch.Count < client.BatchSize));
        }

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            client.Sent.Add([message]);
            return Task.CompletedTask;
        }

        public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
        {
            client.Sent.Add([.. store]);
            return Task.CompletedTask;
        }
    }

    private int BatchSize => batchSize;

    private bool EmptyBatches => emptyBatches;
}
