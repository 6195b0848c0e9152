using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Stepwell.Generators.Analyzers;
using Stepwell.Generators.Diagnostics;

namespace Stepwell.Generators.Tests;

/// <summary>Every diagnostic: one source that has it, and the text it is reported at.</summary>
public sealed class ProblemTests
{
    private const string Topics = """
        namespace App;
        [Topic("a")] public sealed record A(string Id, int Number, Inner? Inner);
        [Topic("b")] public sealed record B(string Id);
        public sealed record Inner(string Id);
        public sealed record Plain(string Id);
        public interface IService;
        [Noop, WaitsFor<A>, WaitsFor<B>] public sealed class Reader;
        [Post("/emit-all"), Emits<A>, Emits<B>] public sealed class Writer { public void Handle() { } }

        """;

    public static TheoryData<string, string, string> Cases => new()
    {
        { "SW0001", "Same", "namespace X { [Noop] public sealed class Same; } namespace Y { [Noop] public sealed class Same; }" },
        { "SW0001", "same", "[Noop] public sealed class Same; [Noop] public sealed class same;" },
        { "SW0002", "C", """[Topic("A")] public sealed record C(string Id);""" },
        { "SW0003", """Get("/things/{number}")""", """[Get("/things/{id}")] public sealed class S1 { public void Handle(string id) { } } [Get("/things/{number}")] public sealed class S2 { public void Handle(int number) { } }""" },
        { "SW0003", """Get("/Y/")""", """[Get("/y"), Get("/Y/")] public sealed class S { public void Handle() { } }""" },
        { "SW0004", """Get("/admin/x")""", """[Get("/admin/x")] public sealed class S { public void Handle() { } }""" },
        { "SW0004", """Get("Runtime")""", """[Get("Runtime")] public sealed class S { public void Handle() { } }""" },
        { "SW0004", """Get("/_stepwell/{x}")""", """[Get("/_stepwell/{x}")] public sealed class S { public void Handle() { } }""" },
        { "SW0005", """Get("/x/{id")""", """[Get("/x/{id")] public sealed class S { public void Handle() { } }""" },
        { "SW0006", """Cron("61 * * * *")""", """[Cron("61 * * * *")] public sealed class S { public void Handle() { } }""" },
        { "SW0007", "Emit", """[Get("/s")] public sealed class S { public void Handle(StepContext step) => step.Emit(new B("1")); }""" },
        { "SW0007", "Emit", """[On<A>] public sealed class S { public void Handle(A e) { } public void OnFailure(A e, StepContext step) => step.Emit(new B("1")); }""" },
        { "SW0007", "Emit", """public sealed class S { [On<A>, Emits<B>] public void One(A e) { } [On<A>] public void Two(A e, StepContext step) => step.Emit(new B("1")); }""" },
        { "SW0008", "On<C>", """[Topic("c")] public sealed record C; [On<C>] public sealed class S { public void Handle(C e) { } }""" },
        { "SW0009", "Emits<C>", """[Topic("c")] public sealed record C; [On<A>, Emits<C>] public sealed class S { public void Handle(A e) { } }""" },
        { "SW0010", "On<Plain>", "[On<Plain>] public sealed class S { public void Handle(Plain e) { } }" },
        { "SW0010", "Emits<Plain>", "[On<A>, Emits<Plain>] public sealed class S { public void Handle(A e) { } }" },
        { "SW0011", "S", "[On<A>] public sealed class S;" },
        { "SW0012", "HandleAsync", "[On<A>] public sealed class S { public void Handle(A e) { } public Task HandleAsync(A e) => Task.CompletedTask; }" },
        { "SW0012", "Do", "public sealed class S { [On<A>] public void Do(A e) { } [On<B>] public void Do(B e) { } }" },
        { "SW0013", "Handle", """[On<A>, Cron("* * * * *")] public sealed class S { public void Handle() { } }""" },
        { "SW0014", "Handle", "[On<A>] public sealed class S { internal void Handle(A e) { } }" },
        { "SW0014", "Handle", "[On<A>] public sealed class S { public async void Handle(A e) => await System.Threading.Tasks.Task.Yield(); }" },
        { "SW0014", "Handle", "[On<A>] public sealed class S { public static void Handle(A e) { } }" },
        { "SW0014", "Handle", "[On<A>] public sealed class S { public void Handle<T>(A e) { } }" },
        { "SW0015", "S", "[On<A>] public abstract class S { public void Handle(A e) { } }" },
        { "SW0015", "S", "[On<A>] public sealed class S<T> { public void Handle(A e) { } }" },
        { "SW0015", "S", "[On<A>] file sealed class S { public void Handle(A e) { } }" },
        { "SW0016", "service", "[On<A>] public sealed class S { public void Handle(A e, IService service) { } }" },
        { "SW0016", "service", """[Post("/s")] public sealed class S { public void Handle(IService service) { } }""" },
        { "SW0016", "id", """[Get("/s/{id}")] public sealed class S { public void Handle(Plain id) { } }""" },
        { "SW0016", "other", "[OnAll<A, B>] public sealed class S { public void Handle(A a, Plain other) { } }" },
        { "SW0017", "Handle", """[Post("/s")] public sealed class S { public void Handle(Plain one, Inner two) { } }""" },
        { "SW0018", """InTrace("{x}")""", """[Get("/s/{id}"), InTrace("{x}")] public sealed class S { public void Handle(string id) { } }""" },
        { "SW0019", """InGroup("g/{Sku}")""", """[On<A>, InGroup("g/{Sku}")] public sealed class S { public void Handle(A e) { } }""" },
        { "SW0019", """InGroup("g/{Number}")""", """[On<A>, On<B>, InGroup("g/{Number}")] public sealed class S { public void Handle(object e) { } }""" },
        { "SW0020", """InTrace("{Id}")""", """[On<A>, InTrace("{Id}")] public sealed class S { public void Handle(A e) { } }""" },
        { "SW0021", "OnFailure", """[Get("/s")] public sealed class S { public void Handle() { } public void OnFailure() { } }""" },
        { "SW0022", "x", "[On<A>] public sealed class S { public void Handle(A e) { } public void OnFailure(int x) { } }" },
        { "SW0022", "OnFailure", "[On<A>] public sealed class S { public void Handle(A e) { } private void OnFailure() { } }" },
        { "SW0023", "Retry(0)", "[On<A>, Retry(0)] public sealed class S { public void Handle(A e) { } }" },
        { "SW0023", "Retry(101)", "[On<A>, Retry(101)] public sealed class S { public void Handle(A e) { } }" },
        { "SW0023", "Retry(2, FirstDelaySeconds = -1)", "[On<A>, Retry(2, FirstDelaySeconds = -1)] public sealed class S { public void Handle(A e) { } }" },
        { "SW0024", "TimeLimit(226)", """[Get("/s"), TimeLimit(226)] public sealed class S { public void Handle() { } }""" },
        { "SW0024", "TimeLimit(0)", "[On<A>, TimeLimit(0)] public sealed class S { public void Handle(A e) { } }" },
        { "SW0025", "Concurrency(0)", "[On<A>, Concurrency(0)] public sealed class S { public void Handle(A e) { } }" },
        { "SW0026", "Retry(2)", """[Get("/s"), Retry(2)] public sealed class S { public void Handle() { } }""" },
        { "SW0026", "Ordered", """[Cron("* * * * *"), Ordered] public sealed class S { public void Handle() { } }""" },
        { "SW0026", "Concurrency(2)", "[Noop, Concurrency(2)] public sealed class S;" },
        { "SW0027", """Topic("a b")""", """[Topic("a b")] public sealed record C;""" },
        { "SW0027", """Topic("stepwell.tick")""", """[Topic("stepwell.tick")] public sealed record C;""" },
        { "SW0028", "Handle", "[On<A>] public sealed class ANameThatGoesOnAndOnUntilAzureWouldRefuseToTakeIt { public void Handle(A e) { } }" },
        { "SW0029", "LeadsTo<Plain>", "[Noop, LeadsTo<Plain>] public sealed class S;" },
        { "SW0029", "WaitsFor<Plain>", "[Noop, WaitsFor<Plain>] public sealed class S;" },
        { "SW0030", "Handle", "[On<A>] public sealed class S { public Plain Handle(A e) => new(e.Id); }" },
        { "SW0031", "Microsoft.AspNetCore.Authorization.Authorize", "[On<A>, Microsoft.AspNetCore.Authorization.Authorize] public sealed class S { public void Handle(A e) { } }" },
        { "SW0032", "S", "[On<A>] public sealed class S { public S() { } public S(IService service) { } public void Handle(A e) { } }" },
        { "SW0033", "service", """[Get("/s")] public sealed class S { public void Handle([Microsoft.AspNetCore.Mvc.FromServices] IService service) { } }""" },
        { "SW0034", "Handle", "[Noop] public sealed class S { public void Handle() { } }" },
        { "SW0035", "Responds(99)", """[Get("/s"), Responds(99)] public sealed class S { public void Handle() { } }""" },
        { "SW0036", """InGroup("g/{Id")""", """[On<A>, InGroup("g/{Id")] public sealed class S { public void Handle(A e) { } }""" },
        { "SW0037", """Topic("c", OrderingKey = "X")""", """[Topic("c", OrderingKey = "X")] public sealed record C;""" },
        { "SW0038", """Odd("x")""", """public sealed class OddAttribute(string x) : ApiAttribute(x.ToUpperInvariant(), "/x"); [Odd("x")] public sealed class S { public void Handle() { } }""" },
        { "SW0039", "OnAll<A, A>", "[OnAll<A, A>] public sealed class S { public void Handle(A a) { } }" },
        { "SW0040", """Topic("c")""", """[Topic("c")] public sealed record C<T>;""" },
        { "SW0041", "Handle", """[Post("/s")] public sealed class S { public Microsoft.AspNetCore.Http.IResult Handle() => null!; }""" },
        { "SW0041", "HandleAsync", """[Get("/s"), Delete("/s")] public sealed class S { public Task<Microsoft.AspNetCore.Http.HttpResults.Ok> HandleAsync() => null!; }""" },
        { "SW0041", "Handle", """[Put("/s")] public sealed class S { public Stream Handle() => null!; }""" },
        { "SW0042", "id", """[Get("/s/{orderId}")] public sealed class S { public void Handle(string id) { } }""" },
        { "SW0042", "orderId", """[Get("/s/{id}")] public sealed class S { public void Handle(int? orderId) { } }""" },
        { "SW0042", "oderId", """[Get("/s/{orderId}")] public sealed class S { public void Handle(string oderId) { } }""" },
        { "SW0042", "sku", """[Get("/s/{article_sku:int}/{x}")] public sealed class S { public void Handle(string sku, int x) { } }""" },
        { "SW0042", "Handle", """public sealed record Q(string Id); [Get("/s/{orderId}")] public sealed class S { public void Handle([Microsoft.AspNetCore.Http.AsParameters] Q q) { } }""" },
        { "SW0043", "S", "public sealed class S { public void Handle(A e) { } }" },
        { "SW0043", "S", "[Obsolete] internal sealed class S(IService service) { public Task HandleAsync(A e) => service is null ? null! : Task.CompletedTask; }" },
        { "SW0045", "Use<Audit>", """[Get("/s"), Use<Audit>] public sealed class S { public void Handle() { } } file sealed class Audit : IStepMiddleware { public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) => next(); }""" },
        { "SW0044", """Cron("0 6 * * *", TimeZone = "Berlin")""", """[Cron("0 6 * * *", TimeZone = "Berlin")] public sealed class S { public void Handle() { } }""" },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task Problem_InSource_IsReportedAtItsPlace(string id, string place, string source)
    {
        var run = Compiler.Run(("steps/x/All.step.cs", Topics + source));
        var found = await AllAsync(run);
        var problem = found.First(d => d.Id == id && Text(d) == place);
        Assert.StartsWith(Problems.HelpLink, problem.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{\d\}", problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(found, d => Assert.Equal(id, d.Id));
    }

    [Fact]
    public void Problems_All_AreTestedAndTracked()
    {
        var here = Here();
        var defined = typeof(Problems).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Id).ToList();
        Assert.Equal(defined.Count, defined.Distinct().Count());
        var released = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "../../sdk/Stepwell.Generators/AnalyzerReleases.Unshipped.md"));
        Assert.Equal(defined.Order(), released.Where(l => l.StartsWith("SW", StringComparison.Ordinal)).Select(l => l.Split(' ')[0]));
        Assert.Equal(defined.Order(), Cases.Select(c => c.Data.Item1).Distinct().Order());
    }

    [Fact]
    public void Step_WithSeveralProblems_HasAllReportedAndNothingElseLost()
    {
        var run = Compiler.Run(("S.step.cs", Topics + """[On<A>, Retry(0), TimeLimit(0), Concurrency(0), InGroup("{X}")] public sealed class S { private Plain Handle(A e, int x) => new(""); }"""));
        Assert.Equal(["SW0014", "SW0016", "SW0019", "SW0023", "SW0024", "SW0025", "SW0030"], run.Problems.Select(p => p.Id).Order());
        Assert.DoesNotContain("S.g.cs", run.Sources.Keys);
        Assert.Contains("Writer.g.cs", run.Sources.Keys);
        Assert.Empty(run.CompilerComplaints);
    }

    [Fact]
    public void Policy_OnAClassOfMixedHandlers_HoldsForThoseThatHaveUseForIt()
    {
        var run = Compiler.Run(("S.step.cs", Topics + """
            [Retry(2), Ordered, Microsoft.AspNetCore.Authorization.Authorize, InTrace("{id}")]
            public sealed class S { [Get("/s/{id}")] public void Show(string id) { } [On<A>] public void Note(A e) { } }
            """));
        Assert.Empty(run.Problems);
        var catalog = run.Catalog();
        Assert.Equal((1, false), (catalog.Handler("S.Show")!.Authorize.Count, catalog.Handler("S.Show")!.Ordered));
        Assert.Equal((0, true, 2), (catalog.Handler("S.Note")!.Authorize.Count, catalog.Handler("S.Note")!.Ordered, catalog.Handler("S.Note")!.Retry.Attempts));
    }

    [Fact]
    public void Warning_WithPragma_IsSuppressed()
    {
        var run = Compiler.Run(("S.step.cs", Topics + """
            [Topic("c")] public sealed record C;
            #pragma warning disable SW0008
            [On<C>]
            #pragma warning restore SW0008
            public sealed class S { public void Handle(C e) { } }
            """));
        Assert.All(run.Problems, p => Assert.True(p.IsSuppressed));
    }

    [Theory]
    [InlineData("""[Get("/s"), Emits<B>] public sealed class S { public void Handle(StepContext step) => step.Emit(new B("1")); }""")]
    [InlineData("""[On<A>] public sealed class S { public B? Handle(A e, StepContext step) { step.Emit(new B("1")); return null; } }""")]
    [InlineData("""[On<A>] public sealed class S { public void Handle(A e, StepContext step) { Action f = () => step.Emit(new B("1")); f(); } [Emits<B>] public void OnFailure() { } }""")]
    public async Task Emit_Declared_IsFine(string source) =>
        Assert.DoesNotContain(await AllAsync(Compiler.Run(("S.step.cs", Topics + source))), d => d.Id == "SW0007");

    [Theory]
    [InlineData("""[Get("/s/{orderId}"), InTrace("{orderId}")] public sealed class S { public void Handle(string id) { } }""")]
    [InlineData("""[Get("/s/{orderId}"), InGroup("order/{orderId}")] public sealed class S { public void Handle(string id) { } }""")]
    [InlineData("""[Get("/s/{orderId}")] public sealed class S { public void Handle([Microsoft.AspNetCore.Mvc.FromQuery] string id) { } }""")]
    [InlineData("""[Get("/s/{orderId}")] public sealed class S { public void Handle(string[] id) { } }""")]
    [InlineData("""[Get("/s/{orderId}")] public sealed class S { public void Handle([Microsoft.AspNetCore.Mvc.FromRoute(Name = "orderId")] string id) { } }""")]
    [InlineData("""[Get("/s/{orderId}/{slug}")] public sealed class S { public void Handle(string orderId, int page) { } }""")]
    [InlineData("""[Get("/s/{orderId}")] public sealed class S { public void Handle(string customerId, int width) { } }""")]
    public async Task RouteValue_TakenOrUnlikeTheParameter_IsFine(string source) =>
        Assert.Empty(await AllAsync(Compiler.Run(("S.step.cs", Topics + source))));

    [Theory]
    [InlineData("public sealed record R { public void Handle(A e) { } }")]
    [InlineData("public abstract class Base { public void Handle(A e) { } }")]
    [InlineData("public static class Helper { public static void Handle(A e) { } }")]
    [InlineData("public sealed class Helper { internal void Handle(A e) { } public void Help() { } }")]
    [InlineData("public interface IHelper { void Handle(A e); } public sealed class Helper : IHelper { public void Handle(A e) { } }")]
    [InlineData("public sealed class Outer { public sealed class Inner { public void Handle(A e) { } } }")]
    public void ClassWithoutTrigger_ThatIsNoStep_IsFine(string source) =>
        Assert.Empty(Compiler.Run(("S.step.cs", Topics + source)).Problems);

    [Fact]
    public void ClassWithoutTrigger_OutsideOfAStepsFile_IsFine() =>
        Assert.Empty(Compiler.Run(("S.cs", Topics + "public sealed class S { public void Handle(A e) { } }")).Problems);

    [Theory]
    [InlineData("""[Get("/s"), Emits<C>] public sealed class S { public void Handle(Unknown x) { } }""")]
    [InlineData("""[Get("/s"), Emit<C>] public sealed class S { public void Handle() { } }""")]
    [InlineData("""[Gett("/s"), Emits<C>] public sealed class S { public void Handle() { } }""")]
    [InlineData("""[Get("/s"), Emits<C>] public sealed class S { private void Handl() { } }""")]
    [InlineData("""public sealed class S { [Get("/s"), Emits<C>] public void Handle( { } }""")]
    [InlineData("""[Noop, WaitsFor<Unknown>] public sealed class S;""")]
    public void NobodyEmits_WhileErrorsMayHideWhoDoes_IsHeldBack(string source)
    {
        var run = Compiler.Run(("C.step.cs", Topics + """[Topic("c")] public sealed record C; [On<C>] public sealed class Reads { public void Handle(C e) { } }"""), ("S.step.cs", "namespace App; " + source));
        Assert.Contains(run.CompilerComplaints.Concat(run.Problems), d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(run.Problems, d => d.Id is "SW0008" or "SW0009" or "SW0043");
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("UTC")]
    public void TimeZone_Known_IsFine(string zone) =>
        Assert.Empty(Compiler.Run(("S.step.cs", $$"""[Cron("0 6 * * *", TimeZone = "{{zone}}")] public sealed class S { public void Handle() { } }""")).Problems);

    internal static async Task<List<Diagnostic>> AllAsync(Generated run)
    {
        var analyzed = await run.Compilation.WithAnalyzers([new EmitAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. run.Problems, .. analyzed];
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static string Text(Diagnostic problem) => problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan);
}
