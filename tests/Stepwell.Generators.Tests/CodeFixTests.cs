using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Stepwell.CodeFixes;

namespace Stepwell.Generators.Tests;

public sealed class CodeFixTests
{
    private const string Topics = """
        [Topic("a")] public sealed record A(string Id);
        [Topic("b")] public sealed record B(string Id);

        """;

    [Fact]
    public async Task UndeclaredEmit_Fixed_IsDeclaredOnTheClass() => Assert.Equal(
        """[On<A>, Emits<B>] public sealed class S { public void Handle(A e, StepContext step) => step.Emit(new B(e.Id)); }""",
        await FixAsync(new UndeclaredEmitFix(), "SW0007", "[On<A>] public sealed class S { public void Handle(A e, StepContext step) => step.Emit(new B(e.Id)); }"));

    [Fact]
    public async Task UndeclaredEmit_InClassWithoutAttributes_GetsAListOfItsOwn() => Assert.Contains(
        "[Emits<B>]\npublic sealed class S",
        await FixAsync(new UndeclaredEmitFix(), "SW0007", "public sealed class S { [On<A>] public void Do(A e, StepContext step) => step.Emit(new B(e.Id)); }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[On<A>] public sealed class S;", "Handle(A e, StepContext step)")]
    [InlineData("[OnAll<A, B>] public sealed class S { }", "Handle(A a, B b, StepContext step)")]
    [InlineData("""[Cron("* * * * *")] public sealed class S { }""", "Handle(CronTick tick, StepContext step)")]
    [InlineData("""[Get("/s")] public sealed class S;""", "Handle(StepContext step)")]
    public async Task MissingHandler_Fixed_HasTheFormOfItsTrigger(string source, string expected)
    {
        var mended = await FixAsync(new MissingHandlerFix(), "SW0011", source);
        Assert.Contains("public void " + expected, mended, StringComparison.Ordinal);
        var run = Compiler.Run(("S.step.cs", Topics + mended));
        Assert.DoesNotContain(run.Problems, p => p.Severity == DiagnosticSeverity.Error);
        Assert.Empty(run.CompilerComplaints);
    }

    private static async Task<string> FixAsync(CodeFixProvider fix, string id, string source)
    {
        var cancel = TestContext.Current.CancellationToken;
        var run = Compiler.Run(("S.step.cs", Topics + source));
        var problem = (await ProblemTests.AllAsync(run)).Single(d => d.Id == id);
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("App", LanguageNames.CSharp).AddDocument("S.step.cs", Topics + source);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, problem, (action, _) => actions.Add(action), cancel));
        var applied = (await Assert.Single(actions).GetOperationsAsync(cancel)).OfType<ApplyChangesOperation>().Single();
        var text = await applied.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(cancel);
        return text.ToString()[Topics.Length..].Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
