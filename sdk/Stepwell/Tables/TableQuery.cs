namespace Stepwell.Tables;

/// <summary>A range of rows: no filters but on the keys.</summary>
public sealed record TableQuery
{
    /// <summary>The first partition key of the range.</summary>
    /// <value>Default: null, from the first.</value>
    public string? PartitionFrom { get; init; }

    /// <summary>The first partition key after the range.</summary>
    /// <value>Default: null, up to the last.</value>
    public string? PartitionBefore { get; init; }

    /// <summary>The one partition; <see cref="PartitionFrom"/> and <see cref="PartitionBefore"/> are ignored beside it.</summary>
    /// <value>Default: null, for a range of partitions.</value>
    public string? Partition { get; init; }

    /// <summary>The first row key that is wanted of each partition.</summary>
    /// <value>Default: null, from the first.</value>
    public string? RowFrom { get; init; }

    /// <summary>The first row key of each partition that is not wanted any more.</summary>
    /// <value>Default: null, up to the last.</value>
    public string? RowBefore { get; init; }

    /// <summary>The properties wanted; those that a row has not are left out. Keys and ETag always come.</summary>
    /// <value>Default: null, all.</value>
    public IReadOnlyList<string>? Select { get; init; }

    /// <summary>At most so many rows in a page.</summary>
    /// <value>Default: <see cref="TableLimits.PageRows"/>, which is also the most.</value>
    public int PageSize { get; init; } = TableLimits.PageRows;
}
