namespace Stepwell.Tables;

/// <summary>What an operation does.</summary>
public enum TableOperationKind
{
    /// <summary>Makes a row; it must not exist.</summary>
    Insert,

    /// <summary>Makes or replaces a row, whatever was there.</summary>
    Upsert,

    /// <summary>Replaces a row; it must have the ETag.</summary>
    Update,

    /// <summary>Deletes a row; it must exist, and have the ETag where one is given.</summary>
    Delete,
}

/// <summary>One operation of a transaction. Made by its methods, so that each kind has what it needs.</summary>
public sealed class TableOperation
{
    private static readonly Dictionary<string, object> None = [];

    private TableOperation(TableOperationKind kind, string rowKey, IDictionary<string, object> properties, string? etag)
    {
        ArgumentNullException.ThrowIfNull(rowKey);
        (Kind, RowKey, Properties, ETag) = (kind, rowKey, properties, etag);
    }

    /// <summary>What it does.</summary>
    public TableOperationKind Kind { get; }

    /// <summary>The row.</summary>
    public string RowKey { get; }

    /// <summary>The row's properties, without its keys; empty for a deletion. See <see cref="TableRow.Properties"/> for the types.</summary>
    public IDictionary<string, object> Properties { get; }

    /// <summary>The ETag that the row must have; null for any (<see cref="TableOperationKind.Delete"/>) or none (insert and upsert).</summary>
    public string? ETag { get; }

    /// <summary>Makes a row; it must not exist.</summary>
    public static TableOperation Insert(string rowKey, IDictionary<string, object> properties) => new(TableOperationKind.Insert, rowKey, properties, null);

    /// <summary>Makes or replaces a row.</summary>
    public static TableOperation Upsert(string rowKey, IDictionary<string, object> properties) => new(TableOperationKind.Upsert, rowKey, properties, null);

    /// <summary>Replaces a row that has the ETag.</summary>
    public static TableOperation Update(string rowKey, IDictionary<string, object> properties, string etag)
    {
        ArgumentNullException.ThrowIfNull(etag);
        return new(TableOperationKind.Update, rowKey, properties, etag);
    }

    /// <summary>Deletes a row.</summary>
    /// <param name="rowKey">The row.</param>
    /// <param name="etag">The ETag it must have; null for any.</param>
    public static TableOperation Delete(string rowKey, string? etag = null) => new(TableOperationKind.Delete, rowKey, None, etag);
}
