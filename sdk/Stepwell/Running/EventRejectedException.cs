namespace Stepwell.Running;

/// <summary>An event that does not bind or validate: it goes to the dead letters at once.</summary>
public sealed class EventRejectedException : Exception
{
    /// <summary>Rejects an event.</summary>
    /// <param name="message">What is wrong with it.</param>
    public EventRejectedException(string message) : base(message) { }
}
