namespace Stepwell.Tables;

/// <summary>How a transaction ended.</summary>
public enum TableOutcomeKind
{
    /// <summary>All of it holds.</summary>
    Done,

    /// <summary>A row to insert exists (status 409, <c>EntityAlreadyExists</c>): nothing holds.</summary>
    Exists,

    /// <summary>A row to update or delete does not exist (status 404, <c>ResourceNotFound</c>): nothing holds.</summary>
    NotFound,

    /// <summary>A row has another ETag (status 412, <c>UpdateConditionNotSatisfied</c>): nothing holds.</summary>
    PreconditionFailed,
}

/// <summary>How a transaction ended, and which operation kept it from holding.</summary>
/// <param name="Kind">How.</param>
/// <param name="FailedIndex">The index of the first operation that failed; 0 where none did.</param>
public readonly record struct TableOutcome(TableOutcomeKind Kind, int FailedIndex = 0)
{
    /// <summary>All of it holds.</summary>
    public static TableOutcome Done => default;

    /// <summary>True where all of it holds.</summary>
    public bool IsDone => Kind == TableOutcomeKind.Done;
}
