namespace Stepwell;

/// <summary>Why an event of a step is given up: what <c>OnFailure</c> gets after the last attempt.</summary>
/// <param name="Reason">One sentence for people: the exception's message, or what else ended it.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Exception">The last exception; null where there is none, e.g. the process ended during the attempt.</param>
public sealed record StepFailure(string Reason, int Attempts, Exception? Exception);
