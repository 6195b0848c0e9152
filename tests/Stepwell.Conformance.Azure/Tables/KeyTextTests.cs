using FsCheck;
using FsCheck.Fluent;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables;

/// <summary>The keys that any text gets.</summary>
public sealed class KeyTextTests
{
    /// <summary>Texts of the characters that matter: all ASCII, the borders of escapes, and anything.</summary>
    private static Gen<string> Texts =>
        from characters in Gen.OneOf(
            Gen.Choose(0, 0x7F).Select(c => (char)c), Gen.Elements('/', '\\', '#', '?', '%', '.', '-', ':', 'a', 'A', '0', '!', '~', '\u0085', '\uffff', '日', '\ud83d', '\ude00'),
            Gen.Choose(0, 0xFFFF).Select(c => (char)c)).ArrayOf()
        select new string(characters);

    /// <summary>Long ones too, with long beginnings in common.</summary>
    private static Gen<string> LongTexts =>
        from unit in Gen.Elements("a", "日", "/", "_é")
        from times in Gen.Choose(60, 500)
        from rest in Texts
        select string.Concat(Enumerable.Repeat(unit, times)) + rest;

    private static Gen<string> Any => Gen.OneOf(Texts, LongTexts);

    [Fact]
    public void Encode_OfAnyText_IsAKeyThatTheServiceTakes() => Holds(Any, text =>
    {
        var key = KeyText.Encode(text);
        return key.Length <= KeyText.MaxLength && key.All(c => char.IsAsciiLetterOrDigit(c) || "-$.:=_~!".Contains(c, StringComparison.Ordinal));
    });

    [Fact]
    public void Encode_OfTwoTexts_DiffersIfTheyDo() => Holds(Pairs, pair => pair.A == pair.B == (KeyText.Encode(pair.A) == KeyText.Encode(pair.B)));

    [Fact]
    public void Decode_OfWhatIsNotCut_GivesTheText() => Holds(Any, text => KeyText.Encode(text) is var key && (KeyText.IsCut(key) || KeyText.Decode(key) == text));

    [Fact]
    public void Encode_OfTwoTexts_KeepsTheirOrder() => Holds(Pairs, pair =>
        KeyText.IsCut(KeyText.Encode(pair.A)) || KeyText.IsCut(KeyText.Encode(pair.B))
        || Math.Sign(string.CompareOrdinal(pair.A, pair.B)) == Math.Sign(string.CompareOrdinal(KeyText.Encode(pair.A), KeyText.Encode(pair.B))));

    [Fact]
    public void Prefix_OfABeginning_FindsEveryTextThatBeginsSo() => Holds(
        from text in Any
        from length in Gen.Choose(0, text.Length)
        select (text, beginning: text[..length]), pair =>
        {
            var (key, from) = (KeyText.Encode(pair.text), KeyText.Prefix(pair.beginning));
            return string.CompareOrdinal(key, from) >= 0 && string.CompareOrdinal(key, from + KeyText.End) < 0;
        });

    [Fact]
    public void Prefix_ThatIsNotCut_FindsNothingElse() => Holds(Pairs, pair =>
    {
        var (key, from) = (KeyText.Encode(pair.A), KeyText.Prefix(pair.B));
        return KeyText.Decode(from) != pair.B || KeyText.IsCut(key) || pair.A.StartsWith(pair.B, StringComparison.Ordinal)
            || string.CompareOrdinal(key, from) < 0 || string.CompareOrdinal(key, from + KeyText.End) >= 0;
    });

    [Fact]
    public void Rows_OfTheLongestNames_AreWithinTheLimit()
    {
        var name = new string('日', 400);
        foreach (var key in (string[])[RowKeys.OfState(name), RowKeys.OfMark(name), RowKeys.OfLetter(name), RowKeys.OfApplied(name, name), RowKeys.OfUnsent(name, name, 99)])
            Assert.InRange(key.Length, 1, TableLimits.KeyLength);
    }

    private static Gen<(string A, string B)> Pairs => Gen.OneOf(
        from a in Any
        from b in Any
        select (a, b),
        from start in Any
        from a in Texts
        from b in Texts
        select (start + a, start + b));

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(gen.ToArbitrary(), property));
}
