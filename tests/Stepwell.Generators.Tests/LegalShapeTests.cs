using Microsoft.Extensions.DependencyInjection;
using Stepwell.Binding;
using Stepwell.Catalog;

namespace Stepwell.Generators.Tests;

/// <summary>Unusual but legal C# of steps and topics: it works.</summary>
public sealed class LegalShapeTests
{
    private const string A = """[Topic("a")] public sealed record A(string Id);""";

    [Theory]
    [InlineData("""[Get("/s")] public sealed class @class { public string Handle(int @event, string @default, int record) => ""; }""")]
    [InlineData("""public sealed class S { [Get("/s")] public string @await(int @this) => ""; [Get("/t")] public string @event() => ""; }""")]
    [InlineData("""namespace @namespace.@int; [Topic("a", OrderingKey = "class")] public record @event(string @class); [On<@event>, InGroup("{class}")] public sealed class @if { public @event Handle(@event @event) => @event; }""")]
    [InlineData("""[Get("/s")] public sealed class नमस्ते { public string Handle(int größe) => ""; }""")]
    [InlineData("""namespace App.Stepwell.System { [Get("/s")] public sealed class S { public string Handle() => ""; } }""")]
    [InlineData("""[Topic("aStep")] public sealed record T(string Id); [On<T>] public sealed class Topic_a { public void Handle(T t) { } }""")]
    [InlineData("""using G = Stepwell.GetAttribute; [G("/s")] public sealed class S { public string Handle(params string[] tags) => ""; }""")]
    [InlineData("""public sealed class CronAttribute(string route) : ApiAttribute("X", route); [global::CronAttribute("/s")] public sealed class S { public string Handle() => ""; }""")]
    [InlineData("""namespace Foo.Stepwell { public sealed class CronAttribute(string s) : Attribute { public string X => s; } public sealed class RetryAttribute : Attribute; } namespace Bar { public sealed class S { [Foo.Stepwell.Cron("x")] public void M() { } } [Noop, Foo.Stepwell.Retry] public sealed class N; }""")]
    [InlineData("""[Post("/s")] public sealed class S { public dynamic Handle(dynamic body) => body; } [Post("/t")] public sealed class T { public Task<dynamic> Handle(List<dynamic> body) => null!; }""")]
    [InlineData("""[Post("/s")] public sealed class S { public (int A, string? B) Handle((int X, string Y) body) => (1, ""); }""")]
    [InlineData("""public sealed class EvenAttribute(string o) : System.ComponentModel.DataAnnotations.ValidationAttribute { public string O => o; public object[] Q { get; set; } = []; } [Get("/s")] public sealed class S { public string Handle([Even(null!, Q = null!)] int n) => ""; }""")]
    [InlineData("""[Get("/s")] public sealed class S { public string Handle([System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(5)] DateTime t, double d = double.NaN, char c = '\'', decimal m = -1.10m, long l = long.MinValue, float f = float.MaxValue, ulong u = ulong.MaxValue) => ""; }""")]
    [InlineData(A + "[On<A>] public sealed class S { public (A, A, A, A, A, A, A, A, A?) Handle(in A e) => (e, e, e, e, e, e, e, e, e); }")]
    public void Source_OfAnUnusualForm_Compiles(string source) => Assert.NotEmpty(Shape.Works(source).Steps);

    [Fact]
    public void Step_OverSeveralFiles_IsOne() =>
        Assert.Equal(["S"], Shape.Works(
            """public partial class Outer { [Get("/s")] public sealed partial class S; }""",
            "partial class Outer { [Flow(\"f\")] partial class S { public partial string Handle(int n); } }",
            "partial class Outer { partial class S { public partial string Handle(int n) => \"\"; } }").Steps.Select(s => s.Name));

    [Fact]
    public async Task Handler_OfABaseOfItsTopic_IsCalledThoughAnOverloadTakesTheTopic()
    {
        var catalog = Shape.Works(A + "public sealed class S { [On<A>] public void Do(object e, StepContext step) => step.Emit(new Note(\"handler\")); public void Do(A e, StepContext step) => step.Emit(new Note(\"overload\")); } public sealed record Note(string Text);");
        var call = (EventInvocation)catalog.Handler("S")!.Create();
        var step = new FakeStep();
        call.Bind(new EventBinder([Activator.CreateInstance(catalog.Topics[0].Type, "1")!]));
        await call.InvokeAsync(new ServiceCollection().BuildServiceProvider(), step);
        Assert.Equal("handler", ((dynamic)step.Emitted.Single()).Text);
    }
}
