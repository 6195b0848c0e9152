using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Parsing;

/// <summary>Tells by syntax alone what may be a step or a topic: a class or record with attributes on itself or on a method.</summary>
/// <remarks>The names of attributes do not decide: an author may derive his own from <c>ApiAttribute</c>.</remarks>
internal static class StepSyntax
{
    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is not (ClassDeclarationSyntax or RecordDeclarationSyntax)) return false;
        var type = (TypeDeclarationSyntax)node;
        if (type.AttributeLists.Count > 0) return true;
        foreach (var member in type.Members)
            if (member is MethodDeclarationSyntax { AttributeLists.Count: > 0 }) return true;
        return false;
    }
}
