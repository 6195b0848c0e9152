namespace Stepwell.Bus;

/// <summary>What may be done with a received message. The port that an adapter maps on the broker's own actions.</summary>
/// <remarks>Every call may fail because the lock was lost meanwhile. Then the message is delivered again, and the marks make it hold once.</remarks>
public interface IMessageSettlement
{
    /// <summary>True where the message was received with the lock of its session: nothing else of that session is worked on meanwhile. A session id alone does not mean that; every message has one.</summary>
    bool HoldsSession { get; }

    /// <summary>Removes it: it is handled, or sent on.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);

    /// <summary>Gives it back: it is delivered again at once, in its place of a session, with one more delivery counted.</summary>
    ValueTask AbandonAsync(CancellationToken cancellation);

    /// <summary>Moves it to the dead-letter queue of its subscription.</summary>
    /// <param name="reason">A word.</param>
    /// <param name="description">For people; at most <see cref="ReceivedMessage.MaxDescription"/> characters.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation);

    /// <summary>Renews the lock; of a message that came with a session, the session's.</summary>
    ValueTask RenewLockAsync(CancellationToken cancellation);

    /// <summary>Closes the session, so that its messages are free at once, in their places, with no delivery counted. Only of a message that came with a session.</summary>
    ValueTask ReleaseSessionAsync(CancellationToken cancellation);
}
