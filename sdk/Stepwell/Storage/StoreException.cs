namespace Stepwell.Storage;

/// <summary>A failure of a store that knows what became of the call. What a store throws otherwise leaves that open.</summary>
public class StoreException : IOException
{
    /// <summary>Reports a failure.</summary>
    /// <param name="message">What failed, where, and how to mend it; for the log.</param>
    /// <param name="nothingHolds">True where it is certain that nothing of the call took effect.</param>
    /// <param name="summary">One sentence without names of files or machines, for callers.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public StoreException(string message, bool nothingHolds, string summary, Exception? innerException = null) : base(message, innerException) =>
        (NothingHolds, Summary) = (nothingHolds, summary);

    /// <summary>True where it is certain that nothing of the call took effect: there is no use in asking again at once.</summary>
    public bool NothingHolds { get; }

    /// <summary>One sentence without names of files or machines, for callers.</summary>
    public string Summary { get; }
}
