namespace Stepwell.Bus;

/// <summary>Sends messages to the topics of a broker. The port that an adapter maps on the broker's own client.</summary>
public interface IMessageSender
{
    /// <summary>Sends messages to one topic, in order. What does not fit into one batch of the broker goes in several.</summary>
    /// <param name="topic">The topic's name.</param>
    /// <param name="messages">The messages, at least one, none over <see cref="OutgoingMessage.MaxBytes"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="Exception">It is not known which of them were sent. All are sent again, in the same order and with the same ids.</exception>
    ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation);
}
