namespace Stepwell.Generators.Parsing;

/// <summary>Attributes that name a type which does not exist: what they would have said of a step is not known.</summary>
internal static class UnknownAttributes
{
    /// <summary>True where the class or one of its methods has some.</summary>
    public static bool On(INamedTypeSymbol type) =>
        type.GetAttributes().Concat(type.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).SelectMany(m => m.GetAttributes())).Any(IsUnknown);

    private static bool IsUnknown(AttributeData attribute) =>
        attribute.AttributeClass is null or { TypeKind: TypeKind.Error } || attribute.AttributeClass.TypeArguments.Any(t => t.TypeKind == TypeKind.Error);
}
