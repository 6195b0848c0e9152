using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Stepwell.Contracts;

namespace Stepwell.Tests.Contracts;

public sealed class ReadFuzzTests
{
    private static readonly Type[] Types = [typeof(NewOrder), typeof(Person), typeof(Bag), typeof(Tree), typeof(Drawing), typeof(Scalars), typeof(Guarded), typeof(object), typeof(int)];
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Read_AnyBytes_GivesAFindingOrAValue() => FsCheck.Check.One(Runs, Prop.ForAll<byte[]>(ReadsOrFinds));

    [Fact]
    public void Read_AnyTextInAString_GivesAFindingOrAValue() => FsCheck.Check.One(Runs, Prop.ForAll<string?>(text =>
        ReadsOrFinds(Encoding.UTF8.GetBytes("""{"sku":"$","label":"$","name":"$","$":["$"],"customer":"\uD8$"}""".Replace("$", text, StringComparison.Ordinal)))));

    [Fact]
    public void Read_DamagedJson_GivesAFindingOrAValue() => FsCheck.Check.One(Runs, Prop.ForAll<int, byte, byte>((seed, at, with) =>
    {
        foreach (var type in Types)
        {
            var json = Encoding.UTF8.GetBytes(new SampleJson(Registry.Default.Schema(type).AsObject(), seed).Next()?.ToJsonString() ?? "null");
            json[at % json.Length] = with;
            if (!ReadsOrFinds(type, json) || !ReadsOrFinds(type, json[..(at % json.Length)])) return false;
        }
        return true;
    }));

    [Theory]
    [InlineData("[", "]", 10)]
    [InlineData("[", "]", 100_000)]
    [InlineData("[", "", 100_000)]
    [InlineData("{\"children\":[", "]}", 30)]
    [InlineData("{\"children\":[", "]}", 50_000)]
    [InlineData("{\"left\":", "}", 63)]
    public void Read_DeepJson_GivesAFindingOrAValue(string open, string close, int times)
    {
        var json = string.Concat(Enumerable.Repeat(open, times)) + string.Concat(Enumerable.Repeat(close, times));
        Assert.True(ReadsOrFinds(Encoding.UTF8.GetBytes(json)));
        Assert.NotEmpty(Registry.Read<Tree>(json).Errors);
    }

    [Fact]
    public void Read_HugeJson_GivesAFindingOrAValue()
    {
        var names = string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"n{i}\":{i}"));
        Assert.True(ReadsOrFinds(Encoding.UTF8.GetBytes($"{{{names}}}")));
        Assert.True(ReadsOrFinds(Encoding.UTF8.GetBytes($"{{\"label\":\"{new string('x', 5_000_000)}\"}}")));
    }

    private static bool ReadsOrFinds(byte[] json) => Types.All(t => ReadsOrFinds(t, json));

    private static bool ReadsOrFinds(Type type, byte[] json)
    {
        var errors = new ContractErrors();
        var value = Registry.Default.Read(type, json, errors);
        return value is not null || !errors.IsEmpty || type == typeof(object);
    }
}
