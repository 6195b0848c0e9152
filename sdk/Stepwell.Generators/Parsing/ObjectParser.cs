using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Takes an <c>[AsParameters]</c> or form object apart into members that are bound one by one.</summary>
internal static class ObjectParser
{
    public static ArgumentModel? Expand(ApiPlace place, ArgumentSource source, Func<ApiPlace, ArgumentModel?> bind)
    {
        if (place.Type.Bare() is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } type)
        {
            place.Refuse($"{place.Type.DisplayName()} cannot be taken apart into members");
            return null;
        }
        if (Constructor(type) is not { } constructor)
        {
            place.Refuse($"{type.DisplayName()} has no single public constructor");
            return null;
        }
        var required = new HashSet<string>(RequiredMembers.LeftBy(constructor), StringComparer.Ordinal);
        var settable = Settable(type, constructor, required).ToList();
        if (Unmakeable(constructor, required, settable) is { } why)
        {
            place.Refuse(why);
            return null;
        }
        var members = new List<ArgumentModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
            var fallback = parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null;
            Add(new(Carrier(parameter, property), parameter.Type, Wire(parameter.Name, source), fallback, place.Draft, place.Context), parameter, property);
        }
        foreach (var property in settable)
            Add(new(property, property.Type, Wire(property.Name, source), null, place.Draft, place.Context, Initialized: true), property);
        return place.Make(ArgumentSource.Object) with { Members = members.ToEquatable(), Rules = default };

        void Add(ApiPlace member, params ISymbol?[] annotated)
        {
            if (bind(member) is { } bound)
                members.Add(bound with { Rules = default, Constraints = annotated.OfType<ISymbol>().SelectMany(s => s.Constraints()).Distinct().ToEquatable() });
        }
    }

    // [FromQuery] on a record's parameter stays on the parameter; [property: FromQuery] goes to the property.
    private static ISymbol Carrier(IParameterSymbol parameter, IPropertySymbol? property) =>
        property is not null && parameter.BindingSource() is null && property.BindingSource() is not null ? property : parameter;

    private static string Wire(string name, ArgumentSource source) =>
        source is ArgumentSource.Form or ArgumentSource.Query ? Casing.Camel(name) : name;

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var all = type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public
            && !(type.IsRecord && c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type))).ToList();
        if (all.Count == 2 && type.IsValueType) all.RemoveAll(c => c.Parameters.Length == 0);
        return all.Count == 1 ? all[0] : all.FirstOrDefault(c => c.Parameters.Length == 0);
    }

    private static string? Unmakeable(IMethodSymbol constructor, HashSet<string> required, List<IPropertySymbol> set)
    {
        if (constructor.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } parameter)
            return $"the parameter '{parameter.Name}' of the constructor of {constructor.ContainingType.DisplayName()} is passed by reference";
        return required.FirstOrDefault(name => !set.Any(p => p.Name == name)) is { } left
            ? $"{constructor.ContainingType.DisplayName()} has the required member '{left}', which is no property with a public setter"
            : null;
    }

    private static IEnumerable<IPropertySymbol> Settable(INamedTypeSymbol type, IMethodSymbol constructor, HashSet<string> required)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        for (var t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            foreach (var property in t.GetMembers().OfType<IPropertySymbol>())
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && Setter(property) is { DeclaredAccessibility: Accessibility.Public }
                    && !hidden.Contains(property.Name) && (required.Contains(property.Name) || !constructor.Parameters.Any(p => p.Name == property.Name))) yield return property;
            hidden.UnionWith(t.GetMembers().Where(IsNamable).Select(m => m.Name));
        }
    }

    // An override of the getter alone keeps the setter of its base.
    private static IMethodSymbol? Setter(IPropertySymbol property)
    {
        for (var p = property; p is not null; p = p.OverriddenProperty)
            if (p.SetMethod is { } setter) return setter;
        return null;
    }

    // What generated code cannot name hides nothing from it.
    private static bool IsNamable(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
