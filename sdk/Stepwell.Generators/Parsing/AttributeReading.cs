namespace Stepwell.Generators.Parsing;

/// <summary>Reads attributes by name.</summary>
internal static class AttributeReading
{
    public static AttributeData? TopicAttribute(this ITypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsStepwell("TopicAttribute"));

    public static AttributeData? Find(this IEnumerable<AttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeClass.IsStepwell(name));

    /// <summary>The constructor's argument at a place as a text.</summary>
    public static string? Text(this AttributeData attribute, int index = 0) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value as string : null;

    public static int? Number(this AttributeData attribute, int index = 0) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Value is int number ? number : null;

    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (var pair in attribute.NamedArguments)
            if (pair.Key == name) return pair.Value.Kind == TypedConstantKind.Array ? null : pair.Value.Value;
        return null;
    }

    /// <summary>The type arguments of a generic attribute.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Types(this AttributeData attribute) =>
        [.. attribute.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>().Where(t => t.TypeKind != TypeKind.Error)];

    /// <summary>The name without "Attribute", for messages.</summary>
    public static string ShortName(this AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
