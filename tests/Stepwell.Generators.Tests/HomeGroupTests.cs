using Stepwell.Catalog;

namespace Stepwell.Generators.Tests;

public sealed class HomeGroupTests
{
    private const string Topics = """
        [Topic("a")] public record Changed(string Id);
        [Topic("b")] public record Cancelled(string Id) : Changed(Id) { public new string Id { get; } = "own " + Id; }
        [Topic("c")] public sealed record Lost(string Id) : Cancelled(Id);

        """;

    [Theory]
    [InlineData("On<Changed>, On<Cancelled>, On<Lost>")]
    [InlineData("On<Cancelled>, On<Lost>, On<Changed>")]
    [InlineData("OnAll<Changed, Cancelled, Lost>")]
    [InlineData("On<Changed>, On<Changed>, On<Lost>, On<Cancelled>")]
    public void HomeGroup_OfTopicsThatInherit_IsReadByTheMostDerived(string triggers)
    {
        var catalog = Shape.Works(Topics + $$"""[{{triggers}}, InGroup("x/{Id}")] public sealed class S { public void Handle() { } }""");
        Assert.Equal("x/1", GroupOf(catalog, "Changed"));
        Assert.Equal("x/own 1", GroupOf(catalog, "Cancelled"));
        Assert.Equal("x/own 1", GroupOf(catalog, "Lost"));
    }

    [Fact]
    public void HomeGroup_OfATopicNamedTwice_ReadsEachTopicItsOwnWay() =>
        Shape.Works("""
            public readonly record struct Value(string Id);
            [Topic("a")] public sealed record A(Value? Of);
            [Topic("b")] public sealed record B(Value Of);
            [On<A>, On<A>, On<B>, InGroup("x/{Of.Id}")] public sealed class S { public void Handle() { } }
            """);

    private static string? GroupOf(StepCatalog catalog, string type)
    {
        var message = Activator.CreateInstance(catalog.Topics[0].Type.Assembly.GetType(type)!, "1")!;
        return ((EventInvocation)catalog.Handler("S")!.Create()).HomeGroupOf(message);
    }
}
