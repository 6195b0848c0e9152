using System.Text;
using System.Text.Json.Nodes;
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

    [Theory]
    [InlineData(typeof(Card), """{"number":"***","holder":"Eve"}""", """{"number":"4711","holder":"Ada"}""", """{"number":"4711","holder":"Eve"}""")]
    [InlineData(typeof(Card), """{"number":"new","holder":"***"}""", """{"number":"4711","holder":"Ada"}""", """{"number":"new","holder":"***"}""")]
    [InlineData(typeof(Card), """{"number":"***"}""", """{"Number":null}""", """{"number":null}""")]
    [InlineData(typeof(Card[]), """[{"number":"***","holder":"B"},{"number":"***","holder":"A"}]""", """[{"number":1,"holder":"A"},{"number":2,"holder":"B"}]""",
        """[{"number":2,"holder":"B"},{"number":1,"holder":"A"}]""")]
    [InlineData(typeof(Card[]), """[{"number":"***","holder":"B"}]""", """[{"number":1,"holder":"A"},{"number":2,"holder":"B"}]""", """[{"number":2,"holder":"B"}]""")]
    [InlineData(typeof(Card[]), """[{"number":"***","holder":"X"},{"number":"***","holder":"B"}]""", """[{"number":1,"holder":"A"},{"number":2,"holder":"B"}]""",
        """[{"number":1,"holder":"X"},{"number":2,"holder":"B"}]""")]
    [InlineData(typeof(Payment), """{"card":{"number":"***"},"map":{"x":{"the.secret":"***"}},"backup":"***"}""", """{"card":{"number":1},"map":{"x":{"the.secret":"s"}},"backup":{"a":1}}""",
        """{"card":{"number":1},"map":{"x":{"the.secret":"s"}},"backup":{"a":1}}""")]
    public void Restore_MaskLeftInPlace_BecomesTheStoredValue(Type type, string edited, string stored, string expected)
    {
        var errors = new ContractErrors();
        var restored = Registry.Default.Sensitive(type)!.Restore(JsonNode.Parse(edited), JsonNode.Parse(stored), errors);
        Assert.True(errors.IsEmpty, errors.ToString());
        Assert.Equal(expected, restored!.ToJsonString());
    }

    [Theory]
    [InlineData(typeof(Card), """{"number":"***"}""", "{}", "number")]
    [InlineData(typeof(Card[]), """[{"number":"***","holder":"A"},{"number":3,"holder":"C"}]""", """[{"number":1,"holder":"A"},{"number":2,"holder":"A"},{"number":3,"holder":"C"}]""", "[0].number")]
    [InlineData(typeof(Payment), """{"map":{"X":{"the.secret":"***"}}}""", """{"map":{"x":{"the.secret":"s"}}}""", "map.X['the.secret']")]
    public void Restore_MaskOfNothingCertain_IsAnError(Type type, string edited, string stored, string path)
    {
        var errors = new ContractErrors();
        Registry.Default.Sensitive(type)!.Restore(JsonNode.Parse(edited), JsonNode.Parse(stored), errors);
        Assert.Equal([path], errors.ToDictionary().Keys);
    }
}
