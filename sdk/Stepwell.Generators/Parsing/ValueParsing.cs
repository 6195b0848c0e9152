using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Tells how a type is read from texts.</summary>
internal static class ValueParsing
{
    private const string Parsers = "global::Stepwell.Binding.Parsers.";
    private const string Generic = "System.Collections.Generic";

    /// <summary>Null for types that no text makes.</summary>
    public static ValueModel? Of(ITypeSymbol type)
    {
        if (type.Is("Microsoft.Extensions.Primitives", "StringValues")) return new("string", Parsers + "Text", ListKind.StringValues, false);
        if (Single(type.Bare()) is { } parser) return new(type.Bare().FullName(), parser, null, type.IsNullableValue());
        return Element(type) is var (item, list) && !item.IsNullableValue() && Single(item.Bare()) is { } itemParser
            ? new(item.Bare().FullName(), itemParser, list, false)
            : null;
    }

    private static string? Single(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return Parsers + "Text";
        if (type.TypeKind == TypeKind.Enum) return $"{Parsers}EnumName<{type.FullName()}>";
        if (type.Is("System", "Uri")) return Parsers + "Address";
        return type.AllInterfaces.Any(i => i.Is("System", "IParsable`1") && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type))
            ? $"{Parsers}Parsable<{type.FullName()}>"
            : null;
    }

    private static (ITypeSymbol Item, ListKind List)? Element(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array) return array.ElementType.SpecialType == SpecialType.System_Byte ? null : (array.ElementType, ListKind.Array);
        if (type is not INamedTypeSymbol { TypeArguments.Length: 1 } named) return null;
        var item = named.TypeArguments[0];
        if (named.Is(Generic, "List`1") || named.Is(Generic, "IList`1") || named.Is(Generic, "ICollection`1")) return (item, ListKind.List);
        return named.Is(Generic, "IReadOnlyList`1") || named.Is(Generic, "IReadOnlyCollection`1") || named.Is(Generic, "IEnumerable`1") ? (item, ListKind.Array) : null;
    }
}
