namespace Stepwell.Storage;

/// <summary>What was asked holds, but an event of it could not be sent yet: the sweep of the host sends it.</summary>
/// <param name="innerException">Why it could not be sent.</param>
public sealed class SentLaterException(Exception innerException) : IOException("It holds, but its event could not be sent yet; it is sent by the sweep.", innerException);
