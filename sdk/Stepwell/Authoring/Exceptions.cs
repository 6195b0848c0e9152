namespace Stepwell;

/// <summary>Thrown by a handler to dead-letter its event now: no further attempt would help.</summary>
public class GiveUpException : Exception
{
    /// <summary>Gives up without saying why.</summary>
    public GiveUpException() : base("The step gave up.") { }

    /// <summary>Gives up.</summary>
    /// <param name="message">Why; it becomes the dead letter's reason.</param>
    public GiveUpException(string message) : base(message) { }

    /// <summary>Gives up because of another failure.</summary>
    /// <param name="message">Why; it becomes the dead letter's reason.</param>
    /// <param name="innerException">What led to it.</param>
    public GiveUpException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A call that Stepwell refuses: it says what, where and how to mend it, under a stable id (<c>SW1…</c>).</summary>
public sealed class StepException : GiveUpException
{
    /// <summary>Refuses a call.</summary>
    /// <param name="id">The stable id, e.g. <c>SW1001</c>.</param>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    public StepException(string id, string message) : base($"{id}: {message}") => (Id, Text) = (id, message);

    /// <summary>The stable id, e.g. <c>SW1001</c>.</summary>
    public string Id { get; }

    /// <summary>The message without the id.</summary>
    public string Text { get; }
}
