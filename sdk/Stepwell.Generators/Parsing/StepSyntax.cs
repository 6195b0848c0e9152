using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Parsing;

/// <summary>Tells by syntax alone what may be a step or a topic: a type with attributes on itself or on a method, or what looks like a step without them.</summary>
/// <remarks>
/// Structs and interfaces are no steps, but triggers on their methods must not be passed over in silence.
/// The names of attributes do not decide: an author may derive his own from <c>ApiAttribute</c>.
/// </remarks>
internal static class StepSyntax
{
    private const string FileSuffix = ".step.cs";

    /// <summary>True for a file that is there for a step.</summary>
    public static bool IsStepFile(SyntaxTree tree) => tree.FilePath.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the names of a step's one handler.</summary>
    public static bool IsHandle(string method) => method is "Handle" or "HandleAsync";

    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is not (ClassDeclarationSyntax or RecordDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax)) return false;
        var type = (TypeDeclarationSyntax)node;
        if (type.AttributeLists.Count > 0) return true;
        foreach (var member in type.Members)
            if (member is BaseMethodDeclarationSyntax { AttributeLists.Count: > 0 } || HasMarkedAccessor(member)) return true;
        return node is ClassDeclarationSyntax && IsStepFile(node.SyntaxTree)
            && type.Members.Any(m => m is MethodDeclarationSyntax method && IsHandle(method.Identifier.ValueText));
    }

    private static bool HasMarkedAccessor(MemberDeclarationSyntax member) =>
        member is BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors } && accessors.Any(a => a.AttributeLists.Count > 0);
}
