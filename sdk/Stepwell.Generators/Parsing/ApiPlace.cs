using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>A parameter or member that takes a value from a request.</summary>
internal sealed record ApiPlace(ISymbol Symbol, ITypeSymbol Type, string Name, string? Default, HandlerDraft Draft, ParseContext Context, bool Initialized = false)
{
    /// <summary>True for what may be missing: nullable, with a default, or of code that knows no nullability.</summary>
    public bool Optional => Default is not null || Type.IsNullableValue() || Type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };

    /// <summary>The route parameter of this name, as the route writes it.</summary>
    public string? RouteName() =>
        Draft.Triggers.Routes.SelectMany(r => r.Parameters).FirstOrDefault(p => string.Equals(p, Name, StringComparison.OrdinalIgnoreCase));

    public ArgumentModel Make(ArgumentSource source, string? wire = null, ValueModel? value = null) => new(
        Symbol.Name, wire ?? Name, source, Type.AnnotatedName(), Type.DisplayName(), Optional, value, Default,
        Rules: Symbol is IParameterSymbol && !Initialized ? Symbol.Rules().ToEquatable() : default,
        Initialized: Initialized,
        NullableStruct: Type.IsNullableValue()) { Constraints = Symbol.Constraints().ToEquatable() };

    public void Refuse(string why) => Context.Report(Problems.Unbindable, Symbol, Symbol.Name, Draft.Name, why);
}
