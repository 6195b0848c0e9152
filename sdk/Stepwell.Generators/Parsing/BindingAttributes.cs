using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads ASP.NET Core's binding attributes off parameters and members.</summary>
internal static class BindingAttributes
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    public static bool HasFromServices(this ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass.Is(Mvc, "FromServicesAttribute")
            || a.AttributeClass.Is("Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute"));

    public static bool HasAsParameters(this ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass.Is("Microsoft.AspNetCore.Http", "AsParametersAttribute"));

    /// <summary>The written source and name; null for none.</summary>
    public static (ArgumentSource Source, string? Name)? BindingSource(this ISymbol symbol)
    {
        foreach (var attribute in WithOverridden(symbol).SelectMany(s => s.GetAttributes()))
        {
            if (attribute.AttributeClass is not { } type || !type.DerivesFromMvc()) continue;
            ArgumentSource? source = type.MetadataName switch
            {
                "FromRouteAttribute" => ArgumentSource.Route,
                "FromQueryAttribute" => ArgumentSource.Query,
                "FromHeaderAttribute" => ArgumentSource.Header,
                "FromFormAttribute" => ArgumentSource.Form,
                "FromBodyAttribute" => ArgumentSource.Body,
                _ => null,
            };
            if (source is { } found) return (found, attribute.Named("Name") as string is { Length: > 0 } name ? name : null);
        }
        return null;
    }

    /// <summary>Expressions that make the validation attributes of a parameter.</summary>
    public static IEnumerable<string> Rules(this ISymbol symbol) =>
        Validations(symbol).Select(Literals.New);

    /// <summary>The same for documents, which can do without those that other files cannot name.</summary>
    public static IEnumerable<string> Constraints(this ISymbol symbol) =>
        Validations(symbol).Where(a => Reachability.Unreachable(a) is null).Select(Literals.New);

    /// <summary>The validation attributes of a parameter or member.</summary>
    public static IEnumerable<AttributeData> Validations(this ISymbol symbol) =>
        symbol.GetAttributes().Where(a => a.AttributeClass.DerivesFrom("System.ComponentModel.DataAnnotations", "ValidationAttribute"));

    // As by reflection, an override has the attributes of what it overrides.
    private static IEnumerable<ISymbol> WithOverridden(ISymbol symbol)
    {
        for (var s = symbol; s is not null; s = (s as IPropertySymbol)?.OverriddenProperty) yield return s;
    }

    private static bool DerivesFromMvc(this INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Mvc", ContainingNamespace: { Name: "AspNetCore", ContainingNamespace.Name: "Microsoft" } };
}
