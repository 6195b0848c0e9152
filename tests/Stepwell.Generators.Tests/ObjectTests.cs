using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.Generators.Tests;

/// <summary>Objects whose members are bound one by one.</summary>
public sealed class ObjectTests
{
    private const string Base = """
        public class Base
        {
            public virtual int Size { get; set; }
            [Microsoft.AspNetCore.Mvc.FromHeader(Name = "X-Tag")] public virtual string? Tag { get; set; }
            public string? Name { get; set; }
        }

        """;

    [Theory]
    [InlineData("public override int Size { get; set; } public new string? Name { get; set; }", "2 n")]
    [InlineData("public override int Size { get => base.Size + 1; } public new string? Name => \"own\";", "3 own")]
    [InlineData("private new int Size => base.Size; public int Own() => Size; public new string Name() => \"method\";", "2 method")]
    public async Task Object_ThatOverridesOrHidesProperties_IsBoundByTheMostDerived(string members, string expected)
    {
        var name = members.Contains("Name()", StringComparison.Ordinal) ? "q.Name()" : "q.Name";
        var source = Base + $$"""public sealed class Q : Base { {{members}} } [Get("/s")] public sealed class S { public string Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => $"{q.Size} {{{name}}}"; }""";
        Assert.Equal(expected, await CallAsync(Shape.Works(source)));
        Shape.Works(source.Replace("Microsoft.AspNetCore.Http.AsParameters", "Microsoft.AspNetCore.Mvc.FromForm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Object_ThatOverridesABoundProperty_KeepsItsSource() =>
        Assert.Equal("t", await CallAsync(Shape.Works(Base + """
            public sealed class Q : Base { public override string? Tag { get; set; } }
            [Get("/s")] public sealed class S { public string? Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => q.Tag; }
            """)));

    [Fact]
    public async Task Object_WithARequiredPropertyOfAParametersName_HasBothSet() =>
        Assert.Equal("2 2", await CallAsync(Shape.Works("""
            public sealed class Q(int Size) { public int First { get; } = Size; public required int Size { get; init; } }
            [Get("/s")] public sealed class S { public string Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => $"{q.First} {q.Size}"; }
            """)));

    [Theory]
    [InlineData("public sealed class Q { public required int Size; }")]
    [InlineData("public sealed class Q(ref int size) { public int Size { get; } = size; }")]
    public void Object_ThatCannotBeMade_IsReported(string type) =>
        Shape.Reports("SW0016", "q", type + """ [Get("/s")] public sealed class S { public string Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => $"{q.Size}"; }""");

    [Fact]
    public void Object_WithRequiredMembersThatItsConstructorSets_Works() =>
        Shape.Works("""
            public sealed class Q { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Q() => Size = 1; public required int Size; }
            [Get("/s")] public sealed class S { public string Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => $"{q.Size}"; }
            """);

    private static async Task<object?> CallAsync(StepCatalog catalog)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new("?size=2&name=n&tag=wrong");
        http.Request.Headers["X-Tag"] = "t";
        var options = new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(options);
        var call = (ApiInvocation)catalog.Handler("S")!.Create();
        var binder = new ApiBinder(http, new ContractRegistry(options), new RequestBody(http, 1_000));
        await call.BindAsync(binder);
        Assert.True(binder.Errors.IsEmpty, binder.Errors.ToString());
        return await call.InvokeAsync(new ServiceCollection().BuildServiceProvider(), new FakeStep());
    }
}
