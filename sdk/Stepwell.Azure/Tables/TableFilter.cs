using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>Writes a range of rows as an OData filter.</summary>
internal static class TableFilter
{
    /// <returns>Null for all rows.</returns>
    internal static string? Of(TableQuery query)
    {
        var terms = new List<string>(4);
        if (query.Partition is not null)
        {
            Add(terms, "PartitionKey eq", query.Partition);
        }
        else
        {
            Add(terms, "PartitionKey ge", query.PartitionFrom);
            Add(terms, "PartitionKey lt", query.PartitionBefore);
        }
        Add(terms, "RowKey ge", query.RowFrom);
        Add(terms, "RowKey lt", query.RowBefore);
        return terms.Count == 0 ? null : string.Join(" and ", terms);
    }

    private static void Add(List<string> terms, string comparison, string? key)
    {
        if (key is not null) terms.Add($"{comparison} '{key.Replace("'", "''", StringComparison.Ordinal)}'");
    }
}
