namespace Stepwell.Tables;

/// <summary>A row as read.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="ETag">Its version, in the service's own form.</param>
/// <param name="Properties">
/// Its properties by name: <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/>, <see cref="double"/>,
/// <see cref="T:byte[]"/> or <see cref="DateTimeOffset"/> (UTC). May hold the service's own (keys, time stamp) too.
/// </param>
public sealed record TableRow(string PartitionKey, string RowKey, string ETag, IDictionary<string, object> Properties);
