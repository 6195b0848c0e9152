using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;

namespace Stepwell.Generators.Tests;

public sealed class ConstructorTests
{
    [Theory]
    [InlineData("int a = 10, bool b = false", "10 False")]
    [InlineData("TimeSpan? a = null, int? b = 3", " 3")]
    [InlineData("long a = long.MinValue, DayOfWeek? b = DayOfWeek.Friday", "-9223372036854775808 Friday")]
    [InlineData("char a = '\\'', decimal b = -1.10m", "' -1.10")]
    [InlineData("double a = double.NaN, float b = float.NegativeInfinity", "NaN -Infinity")]
    [InlineData("DateOnly a = default, string b = \"\\\"\"", "01/01/0001 \"")]
    public async Task Service_OfAValueType_HasItsDefaultWhereNoneIsRegistered(string parameters, string expected) =>
        Assert.Equal(expected, await CallAsync(parameters, new ServiceCollection()));

    [Fact]
    public async Task Service_OfAValueType_IsTheRegisteredOne()
    {
        IServiceCollection services = new ServiceCollection();
        services.Add(new(typeof(int), 7));
        services.Add(new(typeof(TimeSpan?), _ => TimeSpan.FromSeconds(5), ServiceLifetime.Singleton));
        Assert.Equal("7 00:00:05", await CallAsync("int a = 10, TimeSpan? b = null", services));
    }

    [Fact]
    public async Task Service_OfAValueTypeWithAKey_IsTheOneOfThatKey()
    {
        IServiceCollection services = new ServiceCollection();
        services.Add(new(typeof(int), 7));
        services.Add(new(typeof(int), "k", 8));
        Assert.Equal("8 3", await CallAsync("[Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"k\")] int a = 1, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"none\")] int b = 3", services));
    }

    [Theory]
    [InlineData("int? a, in int b")]
    [InlineData("IServiceProvider a = null!, string b = null!")]
    [InlineData("dynamic a, List<dynamic> b")]
    public void Service_OfAnUnusualForm_Compiles(string parameters) => Shape.Works(Source(parameters));

    private static ValueTask<object?> CallAsync(string parameters, IServiceCollection services)
    {
        var call = (ApiInvocation)Shape.Works(Source(parameters)).Handler("S")!.Create();
        return call.InvokeAsync(services.BuildServiceProvider(), new FakeStep());
    }

    private static string Source(string parameters) =>
        $$"""[Get("/s")] public sealed class S({{parameters}}) { private readonly string text = FormattableString.Invariant($"{a} {b}"); public string Handle() => text; }""";
}
