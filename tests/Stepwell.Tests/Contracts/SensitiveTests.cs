using System.Text;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed class SensitiveTests
{
    [Fact]
    public void Sensitive_TypeWithoutSuchMembers_IsNull()
    {
        Assert.Null(Registry.Default.Sensitive(typeof(NewOrder)));
        Assert.Null(Registry.Default.Sensitive(typeof(string)));
        Assert.Null(Registry.Default.Sensitive(typeof(List<Dictionary<string, DateTime>>)));
        Assert.Null(Registry.Default.Sensitive(typeof(Exception)));
    }

    [Theory]
    [InlineData(typeof(Card), "number")]
    [InlineData(typeof(Payment), @"card.number,items[].pin,map.*.the\.secret,backup")]
    [InlineData(typeof(Card[]), "[].number")]
    [InlineData(typeof(Dictionary<string, List<Card>>), "*[].number")]
    [InlineData(typeof(SecretTree), "secret,children[]@,next@")]
    [InlineData(typeof(Forest), "tree.secret,tree.children[]@tree,tree.next@tree")]
    [InlineData(typeof(Drawing), "main.owner,others[].owner")]
    public void Text_SaysThePaths_AndParsesBack(Type type, string text)
    {
        var paths = Registry.Default.Sensitive(type)!;
        Assert.Equal(text, paths.Text);
        Assert.Equal(text, SensitivePaths.Parse(text).Text);
    }

    [Theory]
    [InlineData(typeof(Card), """{"number":"4711","holder":"Ada"}""", """{"number":"***","holder":"Ada"}""")]
    [InlineData(typeof(Card), """{ "NUMBER" : {"deep":[1,2,{"a":null}]}, "holder": 1.50 }""", """{ "NUMBER" : "***", "holder": 1.50 }""")]
    [InlineData(typeof(Card), """{"n\u0075mber":null}""", """{"n\u0075mber":"***"}""")]
    [InlineData(typeof(Card), """[{"number":1}]""", """[{"number":1}]""")]
    [InlineData(typeof(Payment), """{"card":{"number":1},"items":[{"name":"a","pin":1},{"pin":[2]}],"map":{"x":{"the.secret":"s","other":1}},"backup":{"a":1}}""",
        """{"card":{"number":"***"},"items":[{"name":"a","pin":"***"},{"pin":"***"}],"map":{"x":{"the.secret":"***","other":1}},"backup":"***"}""")]
    [InlineData(typeof(SecretTree), """{"secret":1,"children":[{"secret":2,"next":{"secret":3,"label":"l"}}]}""",
        """{"secret":"***","children":[{"secret":"***","next":{"secret":"***","label":"l"}}]}""")]
    [InlineData(typeof(Card), "not json", "\"***\"")]
    [InlineData(typeof(Card), """{"number":1""", "\"***\"")]
    [InlineData(typeof(Card), "", "\"***\"")]
    public void Apply_MasksWhatIsSensitive_AndNothingElse(Type type, string json, string expected)
    {
        var paths = Registry.Default.Sensitive(type)!;
        Assert.Equal(expected, Encoding.UTF8.GetString(paths.Apply(Encoding.UTF8.GetBytes(json))));
        Assert.Equal(expected, Encoding.UTF8.GetString(SensitivePaths.Parse(paths.Text).Apply(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void Apply_JsonDeeperThanTheLimit_IsMaskedWhole()
    {
        var deep = new string('[', SensitivePaths.MaxDepth + 1) + new string(']', SensitivePaths.MaxDepth + 1);
        Assert.Equal("\"***\"", Registry.Mask<Card>(deep));
    }

    [Fact]
    public void Apply_WrittenValue_ShowsNoSecret()
    {
        var tree = new SecretTree("s-1", "a", [new("s-2", "b"), new("s-3", "c", null, new("s-4", "d"))]);
        var masked = Registry.Mask<SecretTree>(Encoding.UTF8.GetString(Registry.Default.Write(tree)));
        Assert.DoesNotContain("s-", masked, StringComparison.Ordinal);
        Assert.Contains("\"d\"", masked, StringComparison.Ordinal);
    }
}
