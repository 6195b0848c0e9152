namespace Stepwell.Running;

/// <summary>The store did not answer a question that the runner itself had: no fault of the handler's, and nothing is committed.</summary>
internal sealed class StoreUnreachableException(Exception innerException) : Exception(innerException.Message, innerException);
