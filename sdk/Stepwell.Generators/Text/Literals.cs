using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Stepwell.Generators.Text;

/// <summary>C# expressions of constant values, escaped by Roslyn itself.</summary>
internal static class Literals
{
    public static string Of(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(double value) => SyntaxFactory.Literal(value).ToString() is { } text && text.Contains(".") ? text : value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A constant of a type, e.g. a parameter's default.</summary>
    public static string Of(object? value, ITypeSymbol type)
    {
        if (value is null) return "default";
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return value switch
        {
            string text => Of(text),
            bool flag => flag ? "true" : "false",
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            decimal number => SyntaxFactory.Literal(number).ToString(),
            DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
            double.NaN => "double.NaN",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            _ => $"({type.FullName()})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        };
    }

    /// <summary>An attribute's argument.</summary>
    public static string Of(TypedConstant constant)
    {
        if (constant.IsNull) return constant.Type is null ? "null" : $"default({constant.Type.FullName()})!";
        return constant.Kind switch
        {
            TypedConstantKind.Type => $"typeof({((ITypeSymbol)constant.Value!).UnboundName()})",
            TypedConstantKind.Array => $"new {constant.Type!.FullName()} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
            _ => Of(constant.Value, constant.Type!),
        };
    }

    /// <summary>The expression that makes an attribute anew.</summary>
    public static string New(AttributeData attribute)
    {
        var made = $"new {attribute.AttributeClass!.FullName()}({string.Join(", ", attribute.ConstructorArguments.Select(Of))})";
        return attribute.NamedArguments.IsEmpty
            ? made
            : $"{made} {{ {string.Join(", ", attribute.NamedArguments.Select(a => $"{Escape(a.Key)} = {Of(a.Value)}"))} }}";
    }

    /// <summary>A name as an identifier, keywords escaped.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
