using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Turns a candidate class into a step, a topic, or nothing.</summary>
internal static class DeclarationParser
{
    public static Declaration? Parse(TypeDeclarationSyntax node, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetDeclaredSymbol(node, cancel) is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type || !IsFirst(node, type, cancel)) return null;
        var context = new ParseContext(model.Compilation, cancel);
        var topic = type.TopicAttribute() is { } attribute ? TopicParser.Parse(type, attribute, node, context) : null;
        if (topic is not null && context.HasErrors) topic = null;
        var step = StepParser.Parse(type, node, context);
        var unclear = context.HasErrors || (IsOurs(type, node) && UnknownAttributes.On(type));
        if (step is null && topic is null && context.Problems.Count == 0 && !unclear) return null;
        return new(step, topic, context.Problems.ToEquatable(), unclear);
    }

    private static bool IsOurs(INamedTypeSymbol type, TypeDeclarationSyntax node) =>
        StepSyntax.IsStepFile(node.SyntaxTree) || type.GetAttributes().Any(a => a.AttributeClass?.ContainingNamespace is { Name: "Stepwell", ContainingNamespace.IsGlobalNamespace: true });

    // Of a partial class, the first part that is a candidate stands for all.
    private static bool IsFirst(TypeDeclarationSyntax node, INamedTypeSymbol type, CancellationToken cancel)
    {
        if (type.DeclaringSyntaxReferences.Length < 2) return true;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var part = reference.GetSyntax(cancel);
            if (StepSyntax.IsCandidate(part)) return part.Span == node.Span && part.SyntaxTree == node.SyntaxTree;
        }
        return false;
    }
}
