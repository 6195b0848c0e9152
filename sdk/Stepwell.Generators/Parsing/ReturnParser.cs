using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads what a method returns, and which of it is emitted.</summary>
internal static class ReturnParser
{
    public static ReturnModel Parse(IMethodSymbol method, string who, bool api, EmitSet emits, ParseContext context)
    {
        var (awaited, value) = Unwrap(method.ReturnType);
        if (value is null) return new(awaited, HasValue: false, null);
        if (api) return new(awaited, HasValue: true, null);
        var shape = Shape(value, method, emits);
        if (shape is null) context.Report(Problems.ReturnedNoTopic, method, who, value.DisplayName());
        return new(awaited, HasValue: true, shape);
    }

    /// <summary>What a type holds after awaiting; no value for void and plain tasks.</summary>
    public static (bool Awaited, ITypeSymbol? Value) Unwrap(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void) return (false, null);
        const string Tasks = "System.Threading.Tasks";
        if (type.Is(Tasks, "Task") || type.Is(Tasks, "ValueTask")) return (true, null);
        if (type.Is(Tasks, "Task`1") || type.Is(Tasks, "ValueTask`1")) return (true, ((INamedTypeSymbol)type).TypeArguments[0]);
        return (false, type);
    }

    /// <summary>True for what an asynchronous handler may return.</summary>
    public static bool IsAwaitable(ITypeSymbol type) => Unwrap(type).Awaited || type.Is("System.Collections.Generic", "IAsyncEnumerable`1");

    private static EmitShape? Shape(ITypeSymbol type, IMethodSymbol method, EmitSet emits)
    {
        if (type.Bare() is INamedTypeSymbol named)
        {
            if (named.TopicAttribute()?.Text() is { } topic)
            {
                emits.AddReturned(named, topic, method);
                return new(EmitShapeKind.Event, default);
            }
            if (named.IsTupleType) return Tuple(named, method, emits);
        }
        if (Item(type, "System.Collections.Generic", "IAsyncEnumerable`1") is { } later) return Sequence(EmitShapeKind.AsyncSequence, later, method, emits);
        if (Item(type, "System.Collections.Generic", "IEnumerable`1") is { } item) return Sequence(EmitShapeKind.Sequence, item, method, emits);
        return null;
    }

    private static EmitShape? Sequence(EmitShapeKind kind, ITypeSymbol item, IMethodSymbol method, EmitSet emits) =>
        Shape(item, method, emits) is { } shape ? new(kind, new[] { shape }.ToEquatable()) : null;

    private static EmitShape? Tuple(INamedTypeSymbol tuple, IMethodSymbol method, EmitSet emits)
    {
        var items = tuple.TupleElements.Select(e => Shape(e.Type, method, emits)).ToList();
        return items.Contains(null) ? null : new(EmitShapeKind.Tuple, items.OfType<EmitShape>().ToEquatable());
    }

    private static ITypeSymbol? Item(ITypeSymbol type, string space, string name)
    {
        if (type.Is(space, name)) return ((INamedTypeSymbol)type).TypeArguments[0];
        return type.SpecialType == SpecialType.System_String ? null : type.AllInterfaces.FirstOrDefault(i => i.Is(space, name))?.TypeArguments[0];
    }
}
