using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Models;
using Stepwell.Generators.Parsing;

namespace Stepwell.Generators.Pipeline;

/// <summary>
/// Keeps what was read off a class as long as nothing it depends on has changed. The driver asks about every class again
/// after each edit of any file, and binding all their attributes and parameters anew is by far the greatest part of a run.
/// </summary>
/// <remarks>
/// A class depends on its own file, whose nodes are new after an edit, and on the <see cref="Surface"/> of everything else.
/// Entries live as long as their node; they hold models and surfaces, no symbols.
/// </remarks>
internal static class DeclarationCache
{
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> Entries = new();

    public static Declaration? Parse(TypeDeclarationSyntax node, SemanticModel model, CancellationToken cancel)
    {
        // The parts of a partial class are in several files: not only its own file counts.
        if (node.Modifiers.Any(SyntaxKind.PartialKeyword)) return DeclarationParser.Parse(node, model, cancel);
        var surface = Surface.Of(model.Compilation, cancel);
        if (Entries.TryGetValue(node, out var entry) && entry.Surface.Equals(surface)) return entry.Declaration;
        var parsed = DeclarationParser.Parse(node, model, cancel);
        Entries.Remove(node);
        Entries.GetValue(node, _ => new(surface, parsed));
        return parsed;
    }

    private sealed class Entry(Surface surface, Declaration? declaration)
    {
        public Surface Surface { get; } = surface;

        public Declaration? Declaration { get; } = declaration;
    }
}
