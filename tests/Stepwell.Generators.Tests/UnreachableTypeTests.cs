namespace Stepwell.Generators.Tests;

/// <summary>Types that only their own file or class can name, where generated code would have to name them.</summary>
public sealed class UnreachableTypeTests
{
    private const string Even = "sealed class EvenAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute;";

    [Theory]
    [InlineData("Even", """[Get("/s")] public sealed class S { public string Handle([Even] int n) => ""; } file """ + Even)]
    [InlineData("Even", """[Get("/s")] public sealed class S { public string Handle([Even] int n) => ""; private """ + Even + " }")]
    [InlineData("Of<S.P>", """[Get("/s")] public sealed class S { public string Handle([Of<S.P>] int n) => ""; private sealed class P; } public sealed class OfAttribute<T> : System.ComponentModel.DataAnnotations.ValidationAttribute;""")]
    [InlineData("By(typeof(P))", """[Get("/s")] public sealed class S { public string Handle([By(typeof(P))] int n) => ""; private sealed class P; } public sealed class ByAttribute(Type t) : System.ComponentModel.DataAnnotations.ValidationAttribute { public Type T => t; }""")]
    [InlineData("By(To = new object[] { E.X })", """[Get("/s")] public sealed class S { public string Handle([By(To = new object[] { E.X })] int n) => ""; private enum E { X } } public sealed class ByAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute { public object[] To { get; set; } = []; }""")]
    [InlineData("Even", """[Put("/s")] public sealed class S { public string Handle([Even, Microsoft.AspNetCore.Mvc.FromForm] int n) => ""; } file """ + Even)]
    [InlineData("Even", """[Put("/s")] public sealed class S { public string Handle([Even] List<int> body) => ""; } file """ + Even)]
    [InlineData("Use<Audit>", """[Get("/s"), Use<Audit>] public sealed class S { public string Handle() => ""; } file sealed class Audit : IStepMiddleware { public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => next(); }""")]
    [InlineData("Retry(3, Never = [typeof(P)])", """public sealed class S { [Cron("0 6 * * *"), Retry(3, Never = [typeof(P)])] public void Handle() { } private sealed class P : Exception; }""")]
    [InlineData("Responds<S.P>(409)", """[Get("/s"), Responds<S.P>(409)] public sealed class S { public string Handle() => ""; private sealed class P; }""")]
    [InlineData("Responds<List<S.P[]>>(409)", """[Get("/s"), Responds<List<S.P[]>>(409)] public sealed class S { public string Handle() => ""; private sealed class P; }""")]
    [InlineData("Clerks", """public sealed class S { [Get("/s"), Clerks] public string Handle() => ""; private sealed class ClerksAttribute : Microsoft.AspNetCore.Authorization.AuthorizeAttribute; }""")]
    [InlineData("Microsoft.Extensions.DependencyInjection.FromKeyedServices(K.A)", """[Get("/s")] public sealed class S([Microsoft.Extensions.DependencyInjection.FromKeyedServices(K.A)] IServiceProvider services) { public string Handle() => $"{services}"; } file enum K { A }""")]
    public void Attribute_ThatGeneratedCodeCannotName_IsReported(string attribute, string source)
    {
        var told = Shape.Reports("SW0045", attribute, source);
        Assert.Contains("private", told.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Attribute_OnAMemberOfAnObject_IsLeftToTheCheckOfTheObject() =>
        Shape.Works("""
            public sealed record Q([Even] int N) { [By(typeof(P))] public int M { get; init; } private sealed record P; }
            public sealed class ByAttribute(Type t) : System.ComponentModel.DataAnnotations.ValidationAttribute { public Type T => t; }
            [Get("/s")] public sealed class S { public string Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) => $"{q}"; }
            file 
            """ + Even);

    [Fact]
    public void Attribute_ThatIsOnlyLookedFor_MayBePrivate() =>
        Shape.Works("""
            [Purge("/s")] public sealed class S { [Any] public string Handle() => ""; private sealed class AnyAttribute : Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute; }
            file sealed class PurgeAttribute(string route) : ApiAttribute("PURGE", route);
            """);
}
