namespace Stepwell.Bus;

/// <summary>Takes a message from its subscription to its end: the one code path of every host that receives from a broker.</summary>
public sealed class MessageReceiver
{
    /// <summary>Runs the handler and settles the message. Returns when both are done.</summary>
    /// <param name="handler">The handler's name: whose subscription it came from.</param>
    /// <param name="message">The message.</param>
    /// <param name="settlement">What may be done with it.</param>
    /// <param name="stopping">Fires when the host can wait no longer: what still runs is given back.</param>
    public Task ReceiveAsync(string handler, ReceivedMessage message, IMessageSettlement settlement, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(settlement);
        throw new NotSupportedException("Not yet: " + stopping.IsCancellationRequested);
    }
}
