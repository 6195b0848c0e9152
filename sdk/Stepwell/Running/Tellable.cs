namespace Stepwell.Running;

/// <summary>Exceptions of others, so that they can be logged and kept: an exception may throw where it is asked for its text.</summary>
internal static class Tellable
{
    /// <summary>The exception; where it cannot be told, one that says so in its place.</summary>
    internal static Exception Of(Exception exception)
    {
        try
        {
            return exception.Message is not null && exception.ToString() is not null ? exception : new UntellableException(exception.GetType(), "it has none");
        }
        catch (Exception e)
        {
            return new UntellableException(exception.GetType(), $"asked for it, it throws {e.GetType()}");
        }
    }
}

/// <summary>Stands for an exception whose text cannot be had.</summary>
internal sealed class UntellableException(Type type, string why) : Exception($"{type} was thrown, and its text cannot be read: {why}. Mend its Message and ToString to see what is wrong.");
