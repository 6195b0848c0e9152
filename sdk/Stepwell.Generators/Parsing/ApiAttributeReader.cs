using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds method and route of an api attribute, an author's own derived ones included.</summary>
internal static class ApiAttributeReader
{
    public static (string Method, string Route)? Read(AttributeData attribute, ParseContext context)
    {
        var type = attribute.AttributeClass!;
        if (type.IsStepwell("ApiAttribute")) return Pair(attribute.Text(0), attribute.Text(1));
        if (type.ContainingNamespace is { Name: "Stepwell", ContainingNamespace.IsGlobalNamespace: true })
            return Pair(attribute.ShortName().ToUpperInvariant(), attribute.Text(0));
        return FromBase(attribute, context);
    }

    private static (string, string)? Pair(string? method, string? route) => method is { Length: > 0 } && route is not null ? (method, route) : null;

    // [Purge("/x")] with `class PurgeAttribute(string route) : ApiAttribute("PURGE", route)`: read what it hands to its base.
    private static (string, string)? FromBase(AttributeData attribute, ParseContext context)
    {
        if (attribute.AttributeConstructor is not { } constructor || BaseArguments(constructor, context) is not { Count: 2 } arguments) return null;
        return Pair(Value(arguments[0].Expression, attribute, constructor, context), Value(arguments[1].Expression, attribute, constructor, context));
    }

    private static IReadOnlyList<ArgumentSyntax>? BaseArguments(IMethodSymbol constructor, ParseContext context)
    {
        if (!constructor.ContainingType.BaseType.IsStepwell("ApiAttribute")) return null;
        return constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancel) switch
        {
            ConstructorDeclarationSyntax { Initializer: { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.BaseKeyword } call } => call.ArgumentList.Arguments,
            TypeDeclarationSyntax type => type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault()?.ArgumentList.Arguments,
            _ => null,
        };
    }

    private static string? Value(ExpressionSyntax expression, AttributeData attribute, IMethodSymbol constructor, ParseContext context)
    {
        if (expression is IdentifierNameSyntax name && constructor.Parameters.FirstOrDefault(p => p.Name == name.Identifier.ValueText) is { } parameter)
            return attribute.Text(parameter.Ordinal);
        return context.Compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, context.Cancel).Value as string;
    }
}
