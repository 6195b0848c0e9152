using System.Text;
using System.Text.Json;

namespace Stepwell.Workbench.Schemas;

/// <summary>Finds in a text of JSON where a path is, so that the place can be shown.</summary>
internal static class JsonPlaces
{
    /// <summary>Where the value of a path stands, in characters; the nearest one around it where it is missing; null where the text is no JSON up to there.</summary>
    internal static (int Start, int Length)? Find(string text, string path)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
        (string Path, int Start, int End)? best = null;
        try
        {
            if (reader.Read()) Walk(ref reader, "$", path, ref best);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What comes before the mistake is found all the same.
        }
        if (best is not { } found) return null;
        var start = Encoding.UTF8.GetCharCount(utf8, 0, found.Start);
        return (start, Encoding.UTF8.GetCharCount(utf8, found.Start, found.End - found.Start));
    }

    private static void Walk(ref Utf8JsonReader reader, string here, string wanted, ref (string Path, int Start, int End)? best)
    {
        var start = (int)reader.TokenStartIndex;
        if (IsAround(here, wanted) && (best is null || here.Length >= best.Value.Path.Length)) best = (here, start, (int)reader.BytesConsumed);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                reader.Read();
                Walk(ref reader, SchemaProblem.Below(here, name), wanted, ref best);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++) Walk(ref reader, SchemaProblem.Below(here, i), wanted, ref best);
        }
        // An object that is marked whole is marked to its end.
        if (best is { } b && b.Path == here && here == wanted) best = (here, start, (int)reader.BytesConsumed);
    }

    private static bool IsAround(string here, string wanted) =>
        here == "$" || here == wanted || (wanted.StartsWith(here, StringComparison.Ordinal) && wanted[here.Length] is '.' or '[');
}
