using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Stepwell.Contracts;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Tests.Schemas;

public sealed class SchemaSampleTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"type":"string"}""", "\"name\"")]
    [InlineData("""{"type":["null","string"],"maxLength":2}""", "\"na\"")]
    [InlineData("""{"type":"string","minLength":6}""", "\"namexx\"")]
    [InlineData("""{"type":"string","format":"email","pattern":"^[^@\\r\\n]+@[^@\\r\\n]+$"}""", "\"ada@example.com\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2030-01-02T03:04:05Z\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2030-01-02\"")]
    [InlineData("""{"type":"string","pattern":"^(?:^[A-Z]{3}-[0-9]{2}$)?$"}""", "\"AAA-00\"")]
    [InlineData("""{"type":"string","enum":["red","green"]}""", "\"red\"")]
    [InlineData("""{"type":["string","null"],"enum":[null,"green"]}""", "\"green\"")]
    [InlineData("""{"type":"string","examples":["given"],"default":"no"}""", "\"given\"")]
    [InlineData("""{"type":"integer","default":7}""", "7")]
    [InlineData("""{"type":"integer"}""", "1")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":9}""", "5")]
    [InlineData("""{"type":"integer","exclusiveMinimum":5}""", "6")]
    [InlineData("""{"type":"integer","maximum":-3}""", "-3")]
    [InlineData("""{"type":"number","maximum":0.5}""", "0.5")]
    [InlineData("""{"type":"number","exclusiveMaximum":1}""", "0.99")]
    [InlineData("""{"type":"boolean"}""", "true")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":2}""", "[1,1]")]
    [InlineData("""{"const":"kind"}""", "\"kind\"")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"integer"}]}""", "1")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a"]}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","readOnly":true}},"required":["a"]}""", "{}")]
    public void Of_ASchema_FitsIt(string schema, string sample)
    {
        var reader = SchemaReader.Of(JsonNode.Parse(schema)!.AsObject());
        var made = new SchemaSample(Now).Of(reader, "name");
        Assert.Equal(sample, made?.ToJsonString());
        if (!schema.Contains("readOnly", StringComparison.Ordinal)) Assert.Empty(SchemaValidator.Check(reader, made));
    }

    [Fact]
    public void Of_ATypeThatHoldsItself_Ends()
    {
        var node = JsonNode.Parse("""{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}},"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["name"]}""")!.AsObject();
        var reader = SchemaReader.Of(node);
        Assert.Equal("""{"name":"name"}""", new SchemaSample(Now).Of(reader)!.ToJsonString());
        var whole = new SchemaSample(Now, optional: true).Of(reader);
        Assert.InRange(whole!.ToJsonString().Length, 50, 20_000);
        Assert.Empty(SchemaValidator.Check(reader, whole));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_ATypeThatMustNameOneLikeItself_EndsWithNull(bool optional)
    {
        var reader = SchemaReader.Of(SchemaOf<Category>());
        var made = new SchemaSample(Now, optional).Of(reader);
        Assert.Empty(SchemaValidator.Check(reader, made));
        var deepest = made!;
        while (deepest["parent"] is { } parent) deepest = parent;
        Assert.Equal("""{"name":"name","parent":null}""", deepest.ToJsonString());
        if (!optional) Assert.Equal("""{"name":"name","parent":{"name":"name","parent":null}}""", made!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_VariantsThatHoldEachOther_EndsWithThePlainOne(bool optional)
    {
        var reader = SchemaReader.Of(SchemaOf<Sum>());
        var made = new SchemaSample(Now, optional).Of(reader);
        Assert.Empty(SchemaValidator.Check(reader, made));
        Assert.Contains("""{"$type":"number","value":1}""", made!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ATypeThatNobodyCanFill_Ends()
    {
        var reader = SchemaReader.Of(JsonNode.Parse("""{"type":"object","properties":{"left":{"$ref":"#"},"right":{"$ref":"#"}},"required":["left","right"]}""")!.AsObject());
        Assert.InRange(new SchemaSample(Now).Of(reader)!.ToJsonString().Length, 50, 20_000);
    }

    [Theory]
    [InlineData("^a+b*c?$", "abc")]
    [InlineData(@"^\d{4}-\d{2}$", "0000-00")]
    [InlineData("^(red|green)$", "red")]
    [InlineData("^[^a-z]$", "0")]
    [InlineData(@"^[\w]{2,}$", "aa")]
    [InlineData("(?=a)a", null)]
    [InlineData("[", null)]
    public void Pattern_Simple_IsMatched(string pattern, string? sample) => Assert.Equal(sample, PatternSample.Of(pattern));

    private static JsonObject SchemaOf<T>()
    {
        var options = new JsonSerializerOptions();
        ContractRegistry.ApplyDefaults(options);
        return new ContractRegistry(options).Schema(typeof(T)).AsObject();
    }

    private sealed record Category(string Name, Category? Parent);

    private sealed record Sum(Term Of);

    [JsonDerivedType(typeof(Plus), "plus")]
    [JsonDerivedType(typeof(Minus), "minus")]
    [JsonDerivedType(typeof(Number), "number")]
    private abstract record Term;

    private sealed record Plus(Term Left, Term Right) : Term;

    private sealed record Minus(Term Of) : Term;

    private sealed record Number(int Value) : Term;
}
