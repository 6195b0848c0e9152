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
        foreach (var parameter in constructors[0].Parameters) Check(parameter, type.Name, context);
        return constructors[0].Parameters.Select(Service).ToEquatable();
    }

    private static void Check(IParameterSymbol parameter, string step, ParseContext context)
    {
        var why = parameter.RefKind is not (RefKind.None or RefKind.In) ? "it is passed by reference"
            : parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer ? $"{parameter.Type.DisplayName()} can be no service"
            : null;
        if (why is not null) context.Report(Problems.Unbindable, parameter, parameter.Name, step, why);
        if (Keyed(parameter) is { } keyed) Reachability.Check(keyed, step, context);
    }

    private static AttributeData? Keyed(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is("Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute"));

    private static ServiceModel Service(IParameterSymbol parameter)
    {
        var keyed = Keyed(parameter);
        var key = keyed is { ConstructorArguments.Length: > 0 } ? Literals.Of(keyed.ConstructorArguments[0]) : null;
        var optional = parameter.HasExplicitDefaultValue;
        var fallback = optional && parameter.ExplicitDefaultValue is { } value ? Literals.Of(value, parameter.Type) : null;
        return new(parameter.Type.FullName(), key, optional, parameter.Type.IsValueType ? parameter.Type.Bare().FullName() : null, fallback);
    }
}
