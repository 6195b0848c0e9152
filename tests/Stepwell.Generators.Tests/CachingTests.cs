using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stepwell.Generators.Pipeline;

namespace Stepwell.Generators.Tests;

public sealed class CachingTests
{
    private const string Edited = "steps/x/S1.step.cs";

    [Theory]
    [InlineData("""[Post("/s1"), Emits<T>] public sealed class S1 { public void Handle(StepContext step) { step.Emit(new T("edited")); } }""", false)]
    [InlineData("""[Post("/other"), Emits<T>] public sealed class S1 { public void Handle(StepContext step) { } }""", true)]
    [InlineData("\n\n[Post(\"/s1\"), Emits<T>] public sealed class S1 { public void Handle(StepContext step, int page) { } }", true)]
    public void Edit_OfOneStep_LeavesAllOtherOutputsCached(string edited, bool changes)
    {
        var start = Compiler.Compilation("App.Steps",
            (Edited, """[Post("/s1"), Emits<T>] public sealed class S1 { public void Handle(StepContext step) { step.Emit(new T("")); } }"""),
            ("steps/x/S2.step.cs", "[On<T>] public sealed class S2 { public void Handle(T e) { } }"),
            ("steps/x/S3.step.cs", """[Get("/s3")] public sealed class S3 { public string Handle() => ""; }"""),
            ("steps/x/T.cs", """[Topic("t")] public sealed record T(string Id);"""));
        var driver = Compiler.Driver(track: true).RunGenerators(start);
        var after = driver.RunGenerators(Replace(start, edited)).GetRunResult().Results.Single();

        var outputs = after.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).ToList();
        var changed = outputs.Where(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)).ToList();
        Assert.Equal(changes ? 1 : 0, changed.Count);
        Assert.All(after.TrackedSteps[TrackingNames.Catalog].SelectMany(s => s.Outputs), o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(after.TrackedSteps[TrackingNames.Duplicates].SelectMany(s => s.Outputs), o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal(changes ? 1 : 0, after.TrackedSteps[TrackingNames.Steps].SelectMany(s => s.Outputs).Count(o => o.Reason is IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void Edit_OfAnotherFilesRecord_IsSeen()
    {
        var start = Compiler.Compilation("App.Steps",
            ("steps/x/S.step.cs", """[Post("/s")] public sealed class S { public void Handle(Body body) { } }"""),
            (Edited, "public sealed record Body(string Id);"));
        var driver = Compiler.Driver().RunGenerators(start);
        Assert.Contains("\\\"from\\\":\\\"body\\\"", Text(driver), StringComparison.Ordinal);
        driver = driver.RunGenerators(Replace(start, """
            public sealed record Body(string Id) : IParsable<Body>
            {
                public static Body Parse(string s, IFormatProvider? provider) => new(s);
                public static bool TryParse(string? s, IFormatProvider? provider, out Body result) { result = new(""); return true; }
            }
            """));
        Assert.Contains("\\\"from\\\":\\\"query\\\"", Text(driver), StringComparison.Ordinal);
    }

    private static string Text(GeneratorDriver driver) => driver.GetRunResult().Results.Single().GeneratedSources.Single(s => s.HintName == "S.g.cs").SourceText.ToString();

    private static CSharpCompilation Replace(CSharpCompilation start, string text) =>
        start.ReplaceSyntaxTree(start.SyntaxTrees.Single(t => t.FilePath == "/app/" + Edited), CSharpSyntaxTree.ParseText(text, Compiler.ParseOptions, "/app/" + Edited));
}
