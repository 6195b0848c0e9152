using System.Text;
using System.Text.Json.Nodes;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed class SchemaTests
{
    private const int Samples = 1000;

    public static TheoryData<Type> Types => new(
        typeof(NewOrder), typeof(Line), typeof(Person), typeof(Bag), typeof(Scalars), typeof(Tree), typeof(Drawing), typeof(Plain), typeof(Strict),
        typeof(Line[]), typeof(Dictionary<string, Tree>), typeof(int?), typeof(Colour), typeof(Payment));

    [Theory]
    [MemberData(nameof(Types))]
    public void Schema_GeneratedValues_AreAcceptedExactlyWhereReadAcceptsThem(Type type)
    {
        var schema = Registry.Default.Schema(type).AsObject();
        var checker = new SchemaChecker(schema);
        int accepted = 0, refused = 0;
        for (var seed = 0; seed < Samples; seed++)
        {
            var value = new SampleJson(schema, seed).Next();
            var json = value?.ToJsonString() ?? "null";
            var errors = new ContractErrors();
            Registry.Default.Read(type, Encoding.UTF8.GetBytes(json), errors);
            var expected = checker.Accepts(value);
            Assert.True(expected == errors.IsEmpty, $"{json}\nschema: {expected}\nread: {errors}\n{schema.ToJsonString()}");
            if (expected) accepted++;
            else refused++;
        }
        Assert.True(accepted > Samples / 50 && refused > Samples / 50, $"One-sided samples: {accepted} accepted, {refused} refused.");
    }

    [Fact]
    public void Schema_Annotations_BecomeKeywords()
    {
        var order = Registry.Default.Schema(typeof(NewOrder))["properties"]!;
        Expect("""{"type":"string","minLength":2,"maxLength":20}""", order["customer"]);
        Expect("""{"type":["string","null"],"format":"email","pattern":"^[^@\\r\\n]+@[^@\\r\\n]+$"}""", order["email"]);
        Expect("""{"type":"integer","format":"int32","minimum":1,"maximum":99}""", order["lines"]!["items"]!["properties"]!["quantity"]);
        Expect("""{"type":"number","exclusiveMinimum":0,"maximum":1000}""", order["lines"]!["items"]!["properties"]!["price"]);
        Expect("""{"type":"string","enum":["red","green","darkBlue"]}""", order["colour"]);
        Assert.Equal(1, (int)order["lines"]!["minItems"]!);
        Assert.Equal(3, (int)order["lines"]!["maxItems"]!);
    }

    [Fact]
    public void Schema_Required_IsWhatCannotBeLeftOut()
    {
        var person = Registry.Default.Schema(typeof(Person));
        Expect("""["name","id","town"]""", person["required"]);
        Assert.Equal("A person.", (string?)person["description"]);
        Assert.Equal("First and last name.", (string?)person["properties"]!["name"]!["description"]);
        Assert.True((bool)person["properties"]!["double"]!["readOnly"]!);
    }

    [Fact]
    public void Schema_SensitiveMember_IsMarked() =>
        Assert.True((bool)Registry.Default.Schema(typeof(Card))["properties"]!["number"]!["x-sensitive"]!);

    [Fact]
    public void Schema_RecursiveType_RefersToItsDefinition()
    {
        var schema = Registry.Default.Schema(typeof(Tree));
        Assert.Equal("#/$defs/Tree", (string?)schema["$ref"]);
        Assert.Equal("#/$defs/Tree", (string?)schema["$defs"]!["Tree"]!["properties"]!["children"]!["items"]!["$ref"]);
    }

    private static void Expect(string json, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), actual), $"expected {json}\nactual   {actual?.ToJsonString()}");
}
