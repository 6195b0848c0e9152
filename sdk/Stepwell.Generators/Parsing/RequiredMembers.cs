namespace Stepwell.Generators.Parsing;

/// <summary>Members with <c>required</c>, which whoever makes the object must set.</summary>
internal static class RequiredMembers
{
    /// <summary>The names of those that a constructor leaves to its caller, base types' included.</summary>
    public static IEnumerable<string> LeftBy(IMethodSymbol constructor)
    {
        if (constructor.GetAttributes().Any(a => a.AttributeClass.Is("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute"))) yield break;
        for (var t = constructor.ContainingType; t is { SpecialType: SpecialType.None }; t = t.BaseType)
            foreach (var member in t.GetMembers())
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) yield return member.Name;
    }
}
