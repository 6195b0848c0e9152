using Microsoft.CodeAnalysis.Text;

namespace Stepwell.Generators.Models;

/// <summary>A place in a source file, without the syntax tree a <see cref="Location"/> would keep alive.</summary>
internal sealed record LocationInfo(string File, TextSpan Span, LinePositionSpan Lines)
{
    public int Line => Lines.Start.Line + 1;

    public static LocationInfo? From(Location? location)
    {
        if (location?.SourceTree is not { } tree) return null;
        return new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span);
    }

    public static LocationInfo? From(AttributeData attribute, CancellationToken cancel) =>
        attribute.ApplicationSyntaxReference is { } reference
            ? From(Location.Create(reference.SyntaxTree, reference.Span))
            : null;

    /// <summary>The place in a compilation's own tree, so that <c>#pragma</c> and per-file settings hold.</summary>
    public Location ToLocation(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (tree.FilePath == File && Span.End <= tree.Length) return Location.Create(tree, Span);
        return Location.Create(File, Span, Lines);
    }
}
