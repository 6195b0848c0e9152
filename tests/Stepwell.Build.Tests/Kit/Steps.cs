using Microsoft.CodeAnalysis;
using Stepwell.Build.Emit;
using Stepwell.Build.Functions;
using Stepwell.Build.Problems;
using Stepwell.Build.Topology;
using Stepwell.Generators.Tests;

namespace Stepwell.Build.Tests.Kit;

/// <summary>Takes sources of steps all the way: generator, assembly on disk, build step.</summary>
internal sealed class Steps : IDisposable
{
    public const string App = "public sealed class DeskApp : IStepApp { public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) { } }\n";

    private readonly TempFolder folder = new();
    private readonly List<string> references = [];

    public List<Finding> Findings { get; } = [];

    public IEnumerable<string> References => references;

    /// <summary>Steps with an app of their own, as the assembly <c>Desk.Steps</c>.</summary>
    public static Steps Of(string source) => new Steps().Add("Desk.Steps", App + source);

    public Steps Add(string assembly, string source, Func<string, string>? change = null)
    {
        var generated = Compiler.Run(assembly, ("steps/orders/S.step.cs", source));
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var compilation = generated.Compilation;
        if (change is not null)
            foreach (var tree in compilation.SyntaxTrees.ToList())
                compilation = compilation.ReplaceSyntaxTree(tree, Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(change(tree.ToString()), Compiler.ParseOptions, tree.FilePath));
        var path = folder[assembly + ".dll"];
        var emitted = compilation.Emit(path);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        references.Add(path);
        return this;
    }

    public Steps AddFile(string name, string text)
    {
        folder.Write(name, text);
        references.Add(folder[name]);
        return this;
    }

    public FunctionPlan? Plan(BuildSettings? settings = null, TopologyDocument? topology = null) => FunctionsBuild.Plan(references, settings ?? new(), topology, Findings);

    /// <summary>The plan of steps that have no problem.</summary>
    public FunctionPlan GoodPlan(BuildSettings? settings = null, TopologyDocument? topology = null)
    {
        var plan = Plan(settings, topology);
        Assert.Empty(Findings);
        return plan!;
    }

    /// <summary>The files of the functions, without those that belong to no step.</summary>
    public string Sources() => string.Join("\n", PlanEmitter.Emit(GoodPlan()).Where(f => !f.Name.Contains("Stepwell", StringComparison.Ordinal)).Select(f => $"// {f.Name}\n{f.Text}"));

    public void Dispose() => folder.Dispose();
}
