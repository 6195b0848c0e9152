using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Parsing;

/// <summary>Tells by syntax alone what may be a step or a topic: a class or record with attributes on itself or on a method, or what looks like a step without them.</summary>
/// <remarks>The names of attributes do not decide: an author may derive his own from <c>ApiAttribute</c>.</remarks>
internal static class StepSyntax
{
    private const string FileSuffix = ".step.cs";

    /// <summary>True for a file that is there for a step.</summary>
    public static bool IsStepFile(SyntaxTree tree) => tree.FilePath.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the names of a step's one handler.</summary>
    public static bool IsHandle(string method) => method is "Handle" or "HandleAsync";

    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is not (ClassDeclarationSyntax or RecordDeclarationSyntax)) return false;
        var type = (TypeDeclarationSyntax)node;
        if (type.AttributeLists.Count > 0) return true;
        foreach (var member in type.Members)
            if (member is MethodDeclarationSyntax { AttributeLists.Count: > 0 }) return true;
        return node is ClassDeclarationSyntax && IsStepFile(node.SyntaxTree)
            && type.Members.Any(m => m is MethodDeclarationSyntax method && IsHandle(method.Identifier.ValueText));
    }
}
