using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Stepwell.Generators.Tests;

/// <summary>Compiles sources in memory with the generator and the analyzer, as strictly as the repository's own projects.</summary>
internal static class Compiler
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Stepwell;

        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("Stepwell.Generators", StringComparison.Ordinal))
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))]);

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    public static CSharpCompilation Compilation(string assembly, params (string File, string Text)[] sources) =>
        CSharpCompilation.Create(
            assembly,
            [
                CSharpSyntaxTree.ParseText(Usings, ParseOptions, "/app/Usings.cs"),
                .. sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, ParseOptions, "/app/" + s.File)),
            ],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]));

    public static GeneratorDriver Driver(bool track = false) => CSharpGeneratorDriver.Create(
        [new StepGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: new ProjectOptions("/app/"),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));

    public static Generated Run(params (string File, string Text)[] sources) => Run("App.Steps", sources);

    public static Generated Run(string assembly, params (string File, string Text)[] sources)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(assembly, sources), out var output, out _);
        return new(driver.GetRunResult(), (CSharpCompilation)output);
    }

    private sealed class ProjectOptions(string directory) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(directory);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string directory) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.ProjectDir" ? directory : null;
                return value is not null;
            }
        }
    }
}

/// <summary>What a run of the generator brought.</summary>
internal sealed record Generated(GeneratorDriverRunResult Result, CSharpCompilation Compilation)
{
    public IReadOnlyDictionary<string, string> Sources =>
        Result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public ImmutableArray<Diagnostic> Problems => Result.Diagnostics;

    /// <summary>What the compiler says of everything together; empty for a clean build with warnings as errors.</summary>
    public IEnumerable<Diagnostic> CompilerComplaints => Compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    public Assembly Load()
    {
        Assert.Empty(CompilerComplaints);
        using var stream = new MemoryStream();
        var emitted = Compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }

    public Stepwell.Catalog.StepCatalog Catalog()
    {
        var assembly = Load();
        return Stepwell.Catalog.StepCatalog.Of(assembly.GetTypes()[0]);
    }
}
