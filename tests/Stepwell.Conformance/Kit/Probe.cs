using System.Collections.Concurrent;

namespace Stepwell.Conformance.Kit;

/// <summary>Says what the handlers of <see cref="Steps.ConformanceApp"/> do, and remembers how they were called.</summary>
/// <remarks>So one app of plain steps serves every test, and each test shows the behaviour it is about.</remarks>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, Func<StepContext, object?, ValueTask<object?>>> behaviours = new();
    private readonly ConcurrentDictionary<string, Func<StepContext, StepNext, ValueTask<object?>>> middleware = new();
    private readonly ConcurrentQueue<ProbeCall> calls = new();

    /// <summary>All calls of a handler so far, in order.</summary>
    public IReadOnlyList<ProbeCall> Calls(string handler) => [.. calls.Where(c => c.Handler == handler)];

    public int Count(string handler) => calls.Count(c => c.Handler == handler);

    public void On(string handler, Action<StepContext> act) => behaviours[handler] = (step, _) =>
    {
        act(step);
        return default;
    };

    public void On<T>(string handler, Action<T, StepContext> act) => behaviours[handler] = (step, message) =>
    {
        act((T)message!, step);
        return default;
    };

    public void OnAsync(string handler, Func<StepContext, Task> act) => behaviours[handler] = async (step, _) =>
    {
        await act(step);
        return null;
    };

    public void OnAsync<T>(string handler, Func<T, StepContext, Task> act) => behaviours[handler] = async (step, message) =>
    {
        await act((T)message!, step);
        return null;
    };

    public void Answer(string handler, Func<StepContext, object?> act) => behaviours[handler] = (step, _) => ValueTask.FromResult(act(step));

    public void AnswerAsync(string handler, Func<StepContext, Task<object?>> act) => behaviours[handler] = async (step, _) => await act(step);

    public void Around(string name, Func<StepContext, StepNext, ValueTask<object?>> act) => middleware[name] = act;

    internal ValueTask<object?> RunAsync(string handler, StepContext step, object? message = null)
    {
        calls.Enqueue(new(handler, step.TraceId, step.Attempt, message, step.IdempotencyKey));
        return behaviours.TryGetValue(handler, out var act) ? act(step, message) : default;
    }

    internal ValueTask<object?> AroundAsync(string name, StepContext step, StepNext next) =>
        middleware.TryGetValue(name, out var act) ? act(step, next) : next();
}

/// <summary>One call of a handler.</summary>
public sealed record ProbeCall(string Handler, string TraceId, int Attempt, object? Message, string IdempotencyKey);
