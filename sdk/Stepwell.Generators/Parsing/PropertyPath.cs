namespace Stepwell.Generators.Parsing;

/// <summary>A path of properties such as <c>Customer.Id</c>, resolved on a type.</summary>
/// <param name="Accessor">The expression after the object, e.g. <c>.Customer?.Id</c>.</param>
/// <param name="Type">The type of the last property.</param>
internal sealed record PropertyPath(string Accessor, ITypeSymbol Type)
{
    /// <summary>Null where a property is missing or cannot be read.</summary>
    public static PropertyPath? Resolve(ITypeSymbol type, string path)
    {
        var accessor = "";
        var mayBeNull = false;
        foreach (var name in path.Split('.'))
        {
            var property = Property(type.Bare(), name.Trim());
            if (property is null || property.Type.IsRefLikeType) return null;
            accessor += (mayBeNull ? "?." : ".") + Literals.Escape(property.Name);
            type = property.Type;
            mayBeNull = type.IsReferenceType || type.IsNullableValue();
        }
        return new(accessor, type);
    }

    private static IPropertySymbol? Property(ITypeSymbol type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (Declared(t, name) is { } property) return property;
        // What a class implements explicitly can be read through the interface only.
        if (type.TypeKind != TypeKind.Interface) return null;
        return type.AllInterfaces.Select(i => Declared(i, name)).FirstOrDefault(p => p is not null);
    }

    private static IPropertySymbol? Declared(ITypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(p =>
            !p.IsStatic && !p.IsIndexer && p.DeclaredAccessibility == Accessibility.Public
            && p.GetMethod is { DeclaredAccessibility: Accessibility.Public });
}
