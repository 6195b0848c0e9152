namespace Stepwell.Local.Traces;

/// <summary>Texts that are shown or kept up to a length.</summary>
internal static class ShortText
{
    /// <summary>The text, or its beginning and an ellipsis.</summary>
    internal static string Of(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
}
