using System.Text;

namespace Stepwell.Tables;

/// <summary>Texts of which keys are made: where a key was cut, the text is kept beside it.</summary>
internal static class CutText
{
    /// <summary>Keeps a text where its key does not tell it.</summary>
    /// <param name="row">The row to be written.</param>
    /// <param name="column">Where the text is kept.</param>
    /// <param name="key">The text's key (<see cref="KeyText.Encode"/>).</param>
    /// <param name="text">The text.</param>
    internal static void Keep(Dictionary<string, object> row, string column, string key, string text)
    {
        // As bytes: JSON would have six for a character beyond ASCII.
        if (KeyText.IsCut(key)) row[column] = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The text of a key: the one that is kept, or the key's own.</summary>
    internal static string Of(TableRow row, string column, ReadOnlySpan<char> key) => row.Utf8(column) ?? KeyText.Decode(key);
}
