using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>A dead letter as a row of the group in which its delivery was committed.</summary>
internal static class LetterRow
{
    /// <summary>Characters of a reason or exception that are kept: the whole must fit in a transaction beside other effects.</summary>
    private const int LongestText = 16 * 1024;

    internal static Dictionary<string, object> Write(DeadLetter letter)
    {
        var row = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Columns.Id] = letter.Id, [Columns.Handler] = letter.Handler, [Columns.Attempts] = letter.Attempts, [Columns.At] = letter.At,
        };
        Chunks.Put(row, Columns.Envelope, EnvelopeJson.Write(letter.Envelope));
        Chunks.PutText(row, Columns.Reason, letter.Reason, LongestText);
        if (letter.Exception is { } exception) Chunks.PutText(row, Columns.Exception, exception, LongestText);
        return row;
    }

    internal static DeadLetter Read(TableRow row) => new(
        row.Text(Columns.Id)!, row.Text(Columns.Handler)!, EnvelopeJson.Read(Chunks.Get(row.Properties, Columns.Envelope)), row.Int(Columns.Attempts),
        Chunks.GetText(row.Properties, Columns.Reason)!, Chunks.GetText(row.Properties, Columns.Exception), row.Time(Columns.At));
}
