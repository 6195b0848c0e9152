using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>What the parsers of one class share. Lives no longer than the parsing: it holds symbols.</summary>
internal sealed class ParseContext(Compilation compilation, CancellationToken cancel)
{
    private readonly List<DiagnosticInfo> problems = [];

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Set where the compiler itself reports a missing type: nothing more is to be said, and nothing generated.</summary>
    public bool NamesUnknownType { get; set; }

    public IReadOnlyList<DiagnosticInfo> Problems => problems;

    /// <summary>True where the class is not fit for generated code: it has errors of ours, or names types that do not exist.</summary>
    public bool HasErrors => NamesUnknownType || problems.Any(p => p.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Report(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments) =>
        problems.Add(new(descriptor, location, arguments.ToEquatable()));

    public void Report(DiagnosticDescriptor descriptor, AttributeData at, params string[] arguments) =>
        Report(descriptor, LocationInfo.From(at, Cancel), arguments);

    public void Report(DiagnosticDescriptor descriptor, ISymbol at, params string[] arguments) =>
        Report(descriptor, LocationInfo.From(at.Locations.FirstOrDefault()), arguments);
}
