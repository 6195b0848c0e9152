using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds and reads the <c>OnFailure</c> of a handler.</summary>
internal static class FailureParser
{
    public static IMethodSymbol? Find(INamedTypeSymbol type, List<IMethodSymbol> methods, HandlerDraft draft, List<HandlerDraft> all, ParseContext context)
    {
        var own = HandlerParser.WithoutAsync(draft.Method.Name) + "OnFailure";
        var candidates = Named(methods, own);
        if (candidates.Count == 0) candidates = [.. Named(methods, "OnFailure").Where(m => all.Count == 1 || Matches(m, draft, context))];
        if (candidates.Count == 0) return null;
        if (draft.Triggers.Kind == HandlerKind.Api)
        {
            if (all.Count == 1 || candidates[0].Name.StartsWith(own, StringComparison.Ordinal)) context.Report(Problems.OnFailureOnApi, candidates[0], type.Name, candidates[0].Name);
            return null;
        }
        if (candidates.Count > 1) context.Report(Problems.DoubledHandler, candidates[1], type.Name, "OnFailure");
        return candidates[0];
    }

    /// <summary>Reports an <c>OnFailure</c> that would never be called.</summary>
    public static void CheckUnused(INamedTypeSymbol type, List<IMethodSymbol> methods, List<HandlerDraft> all, ParseContext context)
    {
        if (all.Count < 2) return;
        foreach (var method in Named(methods, "OnFailure"))
            if (!all.Any(d => d.Triggers.Kind != HandlerKind.Api && Matches(method, d, context)))
                context.Report(Problems.OnFailureSignature, method, method.Name, type.Name, "its parameters fit no event handler of the step");
    }

    public static CallModel Parse(IMethodSymbol method, HandlerDraft draft, EmitSet emits, ParseContext context)
    {
        var step = method.ContainingType.Name;
        var why = method.DeclaredAccessibility != Accessibility.Public ? "it is not public"
            : method.IsStatic ? "it is static"
            : method.IsGenericMethod ? "it is generic"
            : null;
        if (why is not null) context.Report(Problems.OnFailureSignature, method, method.Name, step, why);
        emits.AddDeclared(method.GetAttributes().Where(a => a.AttributeClass.IsStepwell("EmitsAttribute`1")), $"{step}.{method.Name}");
        var arguments = new List<ArgumentModel>();
        foreach (var parameter in method.Parameters)
        {
            if (Argument(parameter, draft, context) is { } argument) arguments.Add(argument);
            else context.Report(Problems.OnFailureSignature, parameter, method.Name, step, $"its parameter '{parameter.Name}' cannot be bound");
        }
        var returned = ReturnParser.Parse(method, $"{step}.{method.Name}", api: false, emits, context);
        return new(method.Name, arguments.ToEquatable(), returned);
    }

    private static List<IMethodSymbol> Named(List<IMethodSymbol> methods, string name) =>
        [.. methods.Where(m => m.Name == name || m.Name == name + "Async")];

    private static bool Matches(IMethodSymbol method, HandlerDraft draft, ParseContext context) =>
        method.Parameters.All(p => Argument(p, draft, context) is not null);

    private static ArgumentModel? Argument(IParameterSymbol parameter, HandlerDraft draft, ParseContext context)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) return null;
        if (EventArgumentParser.Common(parameter) is { } common) return common;
        if (parameter.Type.IsStepwell("StepFailure")) return EventArgumentParser.Plain(parameter, ArgumentSource.Failure);
        return EventArgumentParser.MessageIndex(parameter.Type, draft, context) is { } index ? EventArgumentParser.Message(parameter, index) : null;
    }
}
