namespace Stepwell.Running;

/// <summary>The store did not say whether a commit holds, however often it was asked.</summary>
public sealed class UnknownCommitException : Exception
{
    internal UnknownCommitException(Exception innerException)
        : base("The store does not answer, so it is not known whether this took effect. Ask again with the same Idempotency-Key, or look at the trace.", innerException) { }
}
