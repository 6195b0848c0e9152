namespace Stepwell.Generators.Text;

/// <summary>How types are named in generated code and for people, and how they are recognized.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Display = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>With <c>global::</c>, without a question mark of its own; <c>dynamic</c>, which no <c>typeof</c> takes, as <c>object</c>.</summary>
    public static string FullName(this ITypeSymbol type) =>
        type.TypeKind == TypeKind.Dynamic ? "object" : (type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type).ToDisplayString(Full);

    /// <summary>With <c>global::</c> and annotations, as a variable of this type is declared.</summary>
    public static string AnnotatedName(this ITypeSymbol type) =>
        type.TypeKind != TypeKind.Dynamic ? type.ToDisplayString(Full) : type.NullableAnnotation == NullableAnnotation.Annotated ? "object?" : "object";

    /// <summary>For people, and for documents in other languages.</summary>
    public static string DisplayName(this ITypeSymbol type) => type.ToDisplayString(Display);

    /// <summary>For typeof: open generics stay open.</summary>
    public static string UnboundName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>True for the type of this namespace and metadata name.</summary>
    public static bool Is(this ITypeSymbol? type, string space, string name) =>
        type is not null && type.MetadataName == name && type.ContainingType is null && type.ContainingNamespace.Is(space);

    /// <summary>True for a type of Stepwell's own namespace.</summary>
    public static bool IsStepwell(this ITypeSymbol? type, string name) => type.Is("Stepwell", name);

    /// <summary>True if this type or one that it derives from is the named one.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string space, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.Is(space, name)) return true;
        return false;
    }

    public static bool Implements(this ITypeSymbol type, string space, string name) => type.AllInterfaces.Any(i => i.Is(space, name));

    public static bool IsNullableValue(this ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type without <c>?</c>, of value and reference types alike.</summary>
    public static ITypeSymbol Bare(this ITypeSymbol type) =>
        type.IsNullableValue() ? ((INamedTypeSymbol)type).TypeArguments[0]
        : type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;

    private static bool Is(this INamespaceSymbol? space, string name)
    {
        var end = name.Length;
        while (space is { IsGlobalNamespace: false })
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0) return false;
            space = space.ContainingNamespace;
            if (start == 0) return space is null or { IsGlobalNamespace: true };
            if (name[start - 1] != '.') return false;
            end = start - 1;
        }
        return false;
    }
}
