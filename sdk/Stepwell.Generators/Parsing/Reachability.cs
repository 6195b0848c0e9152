using Stepwell.Generators.Diagnostics;

namespace Stepwell.Generators.Parsing;

/// <summary>Tells what generated code, which is a file of its own, cannot name.</summary>
internal static class Reachability
{
    /// <summary>Reports an attribute that generated code would have to name, with its arguments, and cannot.</summary>
    public static void Check(AttributeData attribute, string who, ParseContext context)
    {
        if (Unreachable(attribute) is { } type) context.Report(Problems.UnreachableType, attribute, attribute.ShortName(), who, type.DisplayName());
    }

    /// <summary>The first type in an attribute that other files cannot name; null for none.</summary>
    public static ITypeSymbol? Unreachable(AttributeData attribute) =>
        Unreachable(attribute.AttributeClass!)
        ?? attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value)).Select(Unreachable).FirstOrDefault(t => t is not null);

    private static ITypeSymbol? Unreachable(TypedConstant constant)
    {
        if (constant.Type is not null && Unreachable(constant.Type) is { } type) return type;
        if (constant.IsNull) return null;
        return constant.Kind switch
        {
            TypedConstantKind.Array => constant.Values.Select(Unreachable).FirstOrDefault(t => t is not null),
            TypedConstantKind.Type => Unreachable((ITypeSymbol)constant.Value!),
            _ => null,
        };
    }

    private static ITypeSymbol? Unreachable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Unreachable(array.ElementType),
        IPointerTypeSymbol pointer => Unreachable(pointer.PointedAtType),
        INamedTypeSymbol named when !TopicParser.IsReachable(named) => named,
        INamedTypeSymbol named => Arguments(named).Select(Unreachable).FirstOrDefault(t => t is not null),
        _ => null,
    };

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        type.IsUnboundGenericType ? [] : type.TypeArguments.Concat(type.ContainingType is { } outer ? Arguments(outer) : []);
}
