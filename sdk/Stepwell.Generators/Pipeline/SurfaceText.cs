using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Pipeline;

/// <summary>What of a file other files' steps can depend on, as a hash: its declarations without code, comments and places.</summary>
internal static class SurfaceText
{
    // Stepwell's own attributes say nothing to other classes; [Topic] does.
    private static readonly HashSet<string> OwnAffairs = new(StringComparer.Ordinal)
    {
        "Get", "Post", "Put", "Patch", "Delete", "Api", "On", "OnAll", "Cron", "Noop", "Emits", "Ordered", "Retry", "Concurrency", "TimeLimit",
        "Use", "Flow", "InTrace", "InGroup", "LeadsTo", "WaitsFor", "Responds", "Authorize", "AllowAnonymous",
    };

    public static byte[] Hash(SyntaxNode root)
    {
        using var hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(ChangesNullability(root) ? root.ToFullString() : Declarations(root)));
    }

    private static string Declarations(SyntaxNode root)
    {
        var text = new StringBuilder();
        foreach (var item in root.DescendantNodesAndTokens(node => !IsPrivateMatter(node)))
            if (item.IsToken) text.Append(item.AsToken().Text).Append('\n');
        return text.ToString();
    }

    // #nullable says something of all that follows it, wherever it stands: then the whole file counts.
    private static bool ChangesNullability(SyntaxNode root) =>
        root.ContainsDirectives && root.DescendantTrivia(descendIntoTrivia: false).Any(t => t.IsKind(SyntaxKind.NullableDirectiveTrivia));

    private static bool IsPrivateMatter(SyntaxNode node) => node switch
    {
        // Of the methods of other classes only this one is ever asked for.
        MethodDeclarationSyntax method => method.Identifier.ValueText != "BindAsync",
        BlockSyntax or ArrowExpressionClauseSyntax => true,
        AttributeSyntax attribute => OwnAffairs.Contains(SimpleName(attribute.Name)),
        _ => false,
    };

    private static string SimpleName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };
}
