using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads the services that a step's constructor takes.</summary>
internal static class ConstructorParser
{
    public static EquatableArray<ServiceModel> Parse(INamedTypeSymbol type, ParseContext context)
    {
        if (type.IsAbstract || type.IsStatic) return default;
        var constructors = type.InstanceConstructors
            .Where(c => c.DeclaredAccessibility == Accessibility.Public && !(type.IsRecord && c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type)))
            .ToList();
        if (constructors.Count != 1)
        {
            context.Report(Problems.SeveralConstructors, type, type.Name, constructors.Count == 0 ? "no" : constructors.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return default;
        }
        return constructors[0].Parameters.Select(Service).ToEquatable();
    }

    private static ServiceModel Service(IParameterSymbol parameter)
    {
        var keyed = parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is("Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute"));
        var key = keyed is { ConstructorArguments.Length: > 0 } ? Literals.Of(keyed.ConstructorArguments[0]) : null;
        var optional = parameter.HasExplicitDefaultValue;
        var fallback = optional && parameter.ExplicitDefaultValue is { } value ? Literals.Of(value, parameter.Type) : null;
        return new(parameter.Type.FullName(), key, optional, parameter.Type.IsValueType ? parameter.Type.Bare().FullName() : null, fallback);
    }
}
