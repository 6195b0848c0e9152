using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Diagnostics;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds classes that were meant to be steps but that nothing starts.</summary>
internal static class TriggerCheck
{
    // Records, topics and helpers live in steps' files by right: only what has a step's handler, of its own accord, is asked for a trigger.
    public static void Run(INamedTypeSymbol type, TypeDeclarationSyntax node, List<IMethodSymbol> methods, ParseContext context)
    {
        if (node is not ClassDeclarationSyntax || !StepSyntax.IsStepFile(node.SyntaxTree) || type.ContainingType is not null || type.IsAbstract || type.IsStatic || type.TopicAttribute() is not null) return;
        if (UnknownAttributes.On(type) || AnswersToAnInterface(type)) return;
        if (methods.Any(m => StepSyntax.IsHandle(m.Name) && m is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false }))
            context.Report(Problems.NoTrigger, type, type.Name);
    }

    // An interface of an author's own may well ask for a method of that name.
    private static bool AnswersToAnInterface(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(i => i.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true });
}
