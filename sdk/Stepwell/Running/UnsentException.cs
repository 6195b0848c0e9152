namespace Stepwell.Running;

/// <summary>A commit holds, and what is to follow from it could not be done yet: its events sent, its changes of other groups made.</summary>
internal sealed class UnsentException(Exception innerException) : Exception("It is committed; its events could not be sent: " + innerException.Message, innerException);
