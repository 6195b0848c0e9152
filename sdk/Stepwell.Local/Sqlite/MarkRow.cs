using System.Globalization;
using System.Text;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>
/// A mark as a row of its group, beside the group's values: so a commit touches one place of the tree instead of two.
/// The key starts with <see cref="Prefix"/>, which no author's key can.
/// </summary>
internal static class MarkRow
{
    internal const string Prefix = "$mark:";

    /// <summary>The first text after all that start with <see cref="Prefix"/>.</summary>
    internal const string End = "$mark;";

    /// <summary>Marks, and what makes a trace known where it has none.</summary>
    internal const string Marks = $"((key >= '{Prefix}' AND key < '{End}') OR key = '{KnownTraces.Key}')";

    /// <summary>Leaves them out of a query.</summary>
    internal const string NotMarks = $"((key < '{Prefix}' OR key >= '{End}') AND key <> '{KnownTraces.Key}')";

    internal static string Key(string markKey) => Prefix + markKey;

    internal static byte[] Write(string commitId, CommitMark mark)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{commitId};{mark.Generation};{(mark.Failed ? 1 : 0)};");
        if (mark.Answer is null) return Encoding.UTF8.GetBytes(head);
        return [.. Encoding.UTF8.GetBytes(head), 1, .. mark.Answer];
    }

    internal static StoredMark Read(ReadOnlySpan<byte> row)
    {
        var commit = Next(ref row);
        var generation = int.Parse(Next(ref row), CultureInfo.InvariantCulture);
        var failed = Next(ref row) == "1";
        return new(commit, generation, failed, row.IsEmpty ? null : row[1..].ToArray());
    }

    private static string Next(ref ReadOnlySpan<byte> row)
    {
        var end = row.IndexOf((byte)';');
        var text = Encoding.UTF8.GetString(row[..end]);
        row = row[(end + 1)..];
        return text;
    }
}
