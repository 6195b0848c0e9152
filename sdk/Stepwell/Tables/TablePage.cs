namespace Stepwell.Tables;

/// <summary>Some rows of a range.</summary>
/// <param name="Rows">The rows, by partition key and row key.</param>
/// <param name="Continuation">What the next page is asked for with; null after the last.</param>
public sealed record TablePage(IReadOnlyList<TableRow> Rows, string? Continuation);
