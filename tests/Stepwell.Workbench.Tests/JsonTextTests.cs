using System.Text.Json;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Tests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(" ", "There is no JSON yet.")]
    [InlineData("{\n  \"a\": }", "Line 2, column 8: this is no JSON.")]
    [InlineData("{\"a\":1,\n\"\\u0061\":2}", "Line 2: 'a' is given a second time.")]
    [InlineData("{\n\"a\":\"\\ud800\"}", "Line 2: this text is not valid Unicode.")]
    [InlineData("{\"\\udc00\":1}", "Line 1: this text is not valid Unicode.")]
    [InlineData("[\"\\ude00\\ud83d\"]", "Line 1: this text is not valid Unicode.")]
    public void Problem_OfATextThatIsRefused_SaysWhere(string text, string told)
    {
        var refusal = Assert.ThrowsAny<JsonException>(() => JsonText.Parse(text));
        Assert.StartsWith(told, JsonText.Problem(text, refusal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00 \\u00fc ü\"", "\U0001F600 ü ü")]
    [InlineData("\"\\ufffd\"", "\ufffd")]
    public void Parse_OfWholeCharacters_TakesThem(string text, string value) => Assert.Equal(value, (string?)JsonText.Parse(text));

    [Fact]
    public void Find_BesideHalfACharacter_FindsWhatIsBeforeIt() => Assert.Equal((6, 1), JsonPlaces.Find("{\"a\": 1, \"\\ud800\": 2}", "a"));
}
