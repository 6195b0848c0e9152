using Microsoft.CodeAnalysis;
using Stepwell.Catalog;

namespace Stepwell.Generators.Tests;

/// <summary>Sources of unusual but legal forms: each works, or is told of at its place.</summary>
internal static class Shape
{
    /// <summary>The catalog of sources that the generator must accept and whose generated code must compile without a warning.</summary>
    public static StepCatalog Works(params string[] files)
    {
        var run = Run(files);
        Assert.DoesNotContain(run.Problems, p => p.Severity == DiagnosticSeverity.Error);
        return run.Catalog();
    }

    /// <summary>Asserts that this one diagnostic is reported at a place, and that nothing was generated that does not compile.</summary>
    public static Diagnostic Reports(string id, string place, params string[] files)
    {
        var run = Run(files);
        var told = run.Problems.Where(p => p.Severity == DiagnosticSeverity.Error).ToList();
        Assert.Equal([(id, place)], told.Select(p => (p.Id, p.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(p.Location.SourceSpan))));
        Assert.Empty(run.CompilerComplaints);
        return told[0];
    }

    private static Generated Run(string[] files)
    {
        (string, string)[] sources = [.. files.Select((text, i) => ($"steps/x/F{i}.step.cs", text))];
        Assert.DoesNotContain(Compiler.Compilation("App.Steps", sources).GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity >= DiagnosticSeverity.Warning);
        return Compiler.Run(sources);
    }
}
