using System.Globalization;
using Stepwell.Running;

namespace Stepwell.Tables;

/// <summary>
/// The rows of a group's partition. The first letter says what a row is, so that each kind is a range; marks and values
/// lie next to each other, for they are what makes a group exist.
/// </summary>
internal static class RowKeys
{
    internal const string Applied = "a";
    internal const string Letter = "d";
    internal const string Deletion = "g";
    internal const string Mark = "m";
    internal const string State = "s";
    internal const string AfterState = "t";
    internal const string Unsent = "u";

    private const string Part = "!!";

    /// <summary>Makes a trace known that has no mark of its own: lies among the values, and is none.</summary>
    internal static string KnownTrace { get; } = OfState(KnownTraces.Key);

    internal static string OfState(string key) => State + KeyText.Encode(key);

    /// <summary>When a value was deleted by a commit of another group.</summary>
    internal static string OfDeletion(string key) => Deletion + KeyText.Encode(key);

    internal static string OfMark(string key) => Mark + KeyText.Encode(key);

    internal static string OfLetter(string id) => Letter + KeyText.Encode(id);

    /// <summary>That the changes of a commit were made in another group.</summary>
    internal static string OfApplied(string commitId, string markKey) => Applied + KeyText.Short(commitId) + Part + KeyText.Encode(markKey);

    /// <summary>What all outbox rows of a mark begin with, whatever the commit.</summary>
    internal static string OfUnsent(string markKey) => Unsent + KeyText.Encode(markKey) + Part;

    /// <summary>What all outbox rows of a commit begin with.</summary>
    internal static string OfUnsent(string markKey, string commitId) => OfUnsent(markKey) + KeyText.Short(commitId) + KeyText.Mark;

    internal static string OfUnsent(string markKey, string commitId, int number) => OfUnsent(markKey, commitId) + number.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>The text of a row of one kind: its key's, or the one that is stored beside a key that was cut.</summary>
    internal static string TextOf(TableRow row, string kind) => CutText.Of(row, Columns.Name, row.RowKey.AsSpan(kind.Length));
}
