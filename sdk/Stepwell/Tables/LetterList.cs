using System.Globalization;

namespace Stepwell.Tables;

/// <summary>Where a dead letter is.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Group">The group that has it.</param>
/// <param name="Handler">Its handler.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Order">Its place, newest first.</param>
internal sealed record LetterPlace(string Id, string Group, string Handler, string Trace, string Order);

/// <summary>
/// Where dead letters are: by id, and newest first, all together and by handler and trace. Written by the relay of the commit that made
/// the letter; the letter itself is in its group, so a place without a letter is only something to clear away.
/// </summary>
internal sealed class LetterList(StoreTables tables, TimeProvider time)
{
    private const string Partition = "letters";
    private const string ById = "i";
    private const string OfAll = "n";
    private const string OfHandler = "h";
    private const string OfTrace = "t";
    private long last;

    /// <summary>Notes a letter, once.</summary>
    internal async ValueTask AddAsync(string id, string group, CancellationToken cancellation)
    {
        var row = await tables.Service.ReadAsync(tables.Groups, KeyText.Encode(group), RowKeys.OfLetter(id), null, cancellation).ConfigureAwait(false);
        // Replayed or discarded before this relay, a repeated one, came to it.
        if (row is null) return;
        var letter = LetterRow.Read(row);
        var place = new LetterPlace(id, group, letter.Handler, letter.Envelope.TraceId, Order(letter.At));
        var properties = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Columns.Id] = id, [Columns.Group] = group, [Columns.Handler] = place.Handler, [Columns.Trace] = place.Trace, [Columns.Order] = place.Order,
        };
        // Exists where it was noted before.
        await tables.Service.SubmitAsync(tables.Letters, Partition, [.. Keys(place).Select(k => TableOperation.Insert(k, properties))], cancellation).ConfigureAwait(false);
    }

    internal async ValueTask<LetterPlace?> FindAsync(string id, CancellationToken cancellation) =>
        await tables.Service.ReadAsync(tables.Letters, Partition, ById + KeyText.Encode(id), null, cancellation).ConfigureAwait(false) is { } row ? Place(row) : null;

    internal async ValueTask RemoveAsync(LetterPlace place, CancellationToken cancellation) =>
        // Not found where another has removed it meanwhile.
        await tables.Service.SubmitAsync(tables.Letters, Partition, [.. Keys(place).Select(static k => TableOperation.Delete(k))], cancellation).ConfigureAwait(false);

    /// <summary>Places in order, after one.</summary>
    internal async IAsyncEnumerable<LetterPlace> ListAsync(
        string? handler, string? trace, LetterPlace? after, int pageSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = trace is not null ? RangeOf(OfTrace, trace) : handler is not null ? RangeOf(OfHandler, handler) : OfAll;
        var query = new TableQuery
        {
            Partition = Partition, RowFrom = after is null ? range : range + after.Order + KeyText.Mark, RowBefore = range + KeyText.End,
            PageSize = Math.Clamp(pageSize, 1, TableLimits.PageRows),
        };
        await foreach (var row in tables.RangeAsync(tables.Letters, query, cancellation).ConfigureAwait(false))
        {
            var place = Place(row);
            if (handler is null || place.Handler == handler) yield return place;
        }
    }

    private static string[] Keys(LetterPlace place) =>
        [ById + KeyText.Encode(place.Id), OfAll + place.Order, RangeOf(OfHandler, place.Handler) + place.Order, RangeOf(OfTrace, place.Trace) + place.Order];

    private static string RangeOf(string kind, string name) => kind + KeyText.Encode(name) + KeyText.Mark + KeyText.Mark;

    private static LetterPlace Place(TableRow row) =>
        new(row.Text(Columns.Id)!, row.Text(Columns.Group)!, row.Text(Columns.Handler)!, row.Text(Columns.Trace)!, row.Text(Columns.Order)!);

    /// <summary>Descending by time; of letters of one time, the one that was noted later comes first.</summary>
    private string Order(DateTimeOffset at)
    {
        long noted, seen;
        do
        {
            seen = Volatile.Read(ref last);
            noted = Math.Max(time.GetUtcNow().UtcTicks, seen + 1);
        }
        while (Interlocked.CompareExchange(ref last, noted, seen) != seen);
        return string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - at.UtcTicks:X16}-{long.MaxValue - noted:X16}-{Tracing.TraceIds.NewSpan()}");
    }
}
