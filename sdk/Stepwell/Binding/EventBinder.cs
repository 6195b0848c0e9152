namespace Stepwell.Binding;

/// <summary>Hands an event, join or cron handler its arguments, which the runner has read and validated.</summary>
public sealed class EventBinder
{
    private readonly object[] messages;

    /// <summary>Binds from messages.</summary>
    /// <param name="messages">The event; of a join the event of each topic in the trigger's order; of a cron the tick.</param>
    public EventBinder(params object[] messages) => this.messages = messages;

    /// <summary>The message at a place.</summary>
    /// <param name="index">0 but for joins.</param>
    public T Message<T>(int index = 0) => (T)messages[index];
}
