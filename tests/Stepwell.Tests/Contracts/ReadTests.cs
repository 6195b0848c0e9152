using System.Text;
using System.Text.Json.Nodes;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed class ReadTests
{
    private const string Good = """{"customer":"Ada","email":null,"lines":[{"sku":"AB12","quantity":2}],"colour":"darkBlue"}""";

    [Fact]
    public void Read_ValidJson_GivesTheValue()
    {
        var (value, errors) = Registry.Read<NewOrder>(Good);

        Assert.Empty(errors);
        Assert.Equal(Colour.DarkBlue, value!.Colour);
        Assert.Equal("AB12", Assert.Single(value.Lines).Sku);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped()
    {
        var errors = new ContractErrors();
        Assert.NotNull(Registry.Default.Read<NewOrder>(Encoding.UTF8.GetBytes("\uFEFF" + Good), errors));
        Assert.True(errors.IsEmpty);
    }

    [Fact]
    public void Read_ManyWrongFields_NamesEach()
    {
        var (value, errors) = Registry.Read<NewOrder>(
            """{"customer":null,"email":5,"lines":[{"sku":"AB12","quantity":1},{"quantity":"abc","price":{}},7,null],"colour":"purple"}""");

        Assert.Null(value);
        Assert.Equal(["A value is required here; null is none."], errors["customer"]);
        Assert.Equal(["5 is no text."], errors["email"]);
        Assert.Equal(["This member is required."], errors["lines[1].sku"]);
        Assert.Equal(["'abc' is no whole number."], errors["lines[1].quantity"]);
        Assert.Equal(["An object is no number."], errors["lines[1].price"]);
        Assert.Equal(["7 is no object."], errors["lines[2]"]);
        Assert.Equal(["A value is required here; null is none."], errors["lines[3]"]);
        Assert.Equal(["'purple' is no allowed value (red, green, darkBlue)."], errors["colour"]);
        Assert.Equal(8, errors.Count);
    }

    [Fact]
    public void Read_NullableMemberLeftOut_TellsWhatMakesItOptional()
    {
        var (_, errors) = Registry.Read<NewOrder>("""{"customer":"Ada","lines":[{"sku":"AB12","quantity":1}]}""");

        Assert.Equal(["This member is required; null will do. A default in its record (= null) makes it optional."], errors["email"]);
        Assert.Single(errors);
    }

    [Fact]
    public void Read_WrongTypeBesideBrokenRule_NamesBoth()
    {
        var (_, errors) = Registry.Read<NewOrder>("""{"customer":"A","email":null,"lines":3}""");

        Assert.Equal(["customer", "lines"], errors.Keys.Order());
        Assert.Equal(["3 is no array."], errors["lines"]);
    }

    [Theory]
    [InlineData("{\"customer\":\n  x}", "line 2, column 3")]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[1,]", "line 1")]
    [InlineData("{} {}", "line 1")]
    public void Read_MalformedJson_SaysWhere(string json, string where)
    {
        var (value, errors) = Registry.Read<NewOrder>(json);

        Assert.Null(value);
        var message = Assert.Single(Assert.Single(errors, e => e.Key == "$").Value);
        Assert.StartsWith("The JSON is malformed: ", message, StringComparison.Ordinal);
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingMember_IsNamed() =>
        Assert.Equal(["customer", "email", "lines"], Registry.Read<NewOrder>("{}").Errors.Keys.Order());

    [Fact]
    public void Read_DuplicateMember_IsNamed() =>
        Assert.Equal(["The member is there more than once."], Registry.Read<PlainPart>("""{"flag":true,"text":"a","TEXT":"b"}""").Errors["TEXT"]);

    [Fact]
    public void Read_UnmappedMember_IsRefusedWhereTheTypeSaysSo()
    {
        Assert.Equal(["The member is not known."], Registry.Read<Strict>("""{"number":1,"other":2}""").Errors["other"]);
        Assert.Empty(Registry.Read<PlainPart>("""{"flag":true,"text":"a","other":2}""").Errors);
    }

    [Fact]
    public void Read_Dictionaries_AreWalkedAndValidated()
    {
        const string rest = "\"notes\":[null],\"tags\":[\"a\"],\"title\":\"\",\"kind\":\"a\"}";
        var wrong = Registry.Read<Bag>("""{"byName":{"one":{"sku":"AB12","quantity":true},"a b":null},"counts":{"x":null,"y":"z"},""" + rest).Errors;
        Assert.Equal(["byName.one.quantity", "byName['a b']", "counts.y"], wrong.Keys.Order(StringComparer.Ordinal));

        var broken = Registry.Read<Bag>("""{"byName":{"one":{"sku":"zz","quantity":1}},"counts":{},""" + rest).Errors;
        Assert.Equal("byName.one.sku", Assert.Single(broken).Key);
    }

    [Fact]
    public void Read_NullElements_AreRefusedWhereNullabilitySaysSo()
    {
        var errors = Registry.Read<Bag>("""{"byName":{},"counts":{},"notes":[null],"tags":["a",null],"title":"","kind":"a"}""").Errors;
        Assert.Equal("tags[1]", Assert.Single(errors).Key);
    }

    [Theory]
    [InlineData("""{"main":{"kind":"circle","radius":3},"others":[]}""", null)]
    [InlineData("""{"main":{"radius":3},"others":[]}""", "main.kind")]
    [InlineData("""{"main":{"kind":"star"},"others":[]}""", "main.kind")]
    [InlineData("""{"main":{"radius":3,"kind":"circle"},"others":[]}""", "main.kind")]
    [InlineData("""{"main":{"kind":"circle","radius":"x"},"others":[]}""", "main.radius")]
    [InlineData("""{"main":{"kind":"circle","radius":11},"others":[]}""", "main.radius")]
    [InlineData("""{"main":{"kind":"square","side":1},"others":[{"kind":"circle","radius":11}]}""", "others[0].radius")]
    public void Read_Variants_FollowTheDiscriminator(string json, string? path)
    {
        var errors = Registry.Read<Drawing>(json).Errors;
        Assert.Equal(path is null ? [] : [path], errors.Keys);
    }

    [Fact]
    public void Read_ConstructorThatRefuses_BecomesAFinding()
    {
        Assert.Equal(["A sku has 4 characters."], Registry.Read<Guarded>("""{"sku":"toolong"}""").Errors["$"]);
        Assert.Empty(Registry.Read<Guarded>("""{"sku":"four"}""").Errors);
    }

    [Fact]
    public void Read_SensitiveValue_IsNotTold()
    {
        var errors = Registry.Read<Item>("""{"name":"a","pin":"4711secret"}""").Errors;
        Assert.Equal(["The value is no whole number."], errors["pin"]);
    }

    [Theory]
    [InlineData(typeof(NewOrder), false)]
    [InlineData(typeof(int?), true)]
    [InlineData(typeof(JsonNode), true)]
    public void Read_NullForTheWhole_IsFineWhereTheTypeSaysSo(Type type, bool fine)
    {
        var errors = new ContractErrors();
        Assert.Null(Registry.Default.Read(type, "null"u8.ToArray(), errors));
        Assert.Equal(fine, errors.IsEmpty);
    }

    [Fact]
    public void Read_ThousandsOfWrongElements_StopsAtTheLimit()
    {
        var json = "[" + string.Join(',', Enumerable.Repeat("\"x\"", 50_000)) + "]";
        Assert.Equal(ContractErrors.MaxPlaces, Registry.Read<int[]>(json).Errors.Count);
    }

    [Fact]
    public void Read_Errors_NeverTellClrNames()
    {
        string[] inputs = ["[]", "1", "{}", "null", "{\"lines\":{}}", "{\"customer\":[],\"colour\":9,\"email\":{}}", "\"\\ud800\""];
        foreach (var json in inputs)
        {
            var text = string.Join(' ', Registry.Read<NewOrder>(json).Errors.SelectMany(e => e.Value));
            Assert.NotEmpty(text);
            Assert.DoesNotContain("System", text, StringComparison.Ordinal);
            Assert.DoesNotContain(nameof(NewOrder), text, StringComparison.Ordinal);
        }
    }
}
