using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Stepwell.Running;

/// <summary>Composes middleware around the rest of an attempt.</summary>
internal static class Pipeline
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    internal static ValueTask<object?> RunAsync(Type[] global, IReadOnlyList<Type> own, IServiceProvider services, StepContext step, StepNext rest) =>
        global.Length + own.Count == 0 ? rest() : RunFromAsync(0, global, own, services, step, rest);

    private static ValueTask<object?> RunFromAsync(int index, Type[] global, IReadOnlyList<Type> own, IServiceProvider services, StepContext step, StepNext rest)
    {
        if (index == global.Length + own.Count) return rest();
        var type = index < global.Length ? global[index] : own[index - global.Length];
        var middleware = (IStepMiddleware)(services.GetService(type)
            ?? Factories.GetOrAdd(type, static t => ActivatorUtilities.CreateFactory(t, []))(services, []));
        return middleware.InvokeAsync(step, () => RunFromAsync(index + 1, global, own, services, step, rest));
    }
}
