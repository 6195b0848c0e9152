using Stepwell.Binding;

namespace Stepwell.Catalog;

/// <summary>One attempt's arguments and the call of the handler; the generator writes a class per handler.</summary>
public abstract class StepInvocation
{
    /// <summary>Makes the step of its services and calls the handler with the bound arguments; returned topic records are emitted.</summary>
    /// <param name="services">The attempt's services.</param>
    /// <param name="step">The attempt's context.</param>
    /// <returns>For api the answer, null for none; else null.</returns>
    public abstract ValueTask<object?> InvokeAsync(IServiceProvider services, StepContext step);
}

/// <summary>An attempt of an api handler.</summary>
public abstract class ApiInvocation : StepInvocation
{
    /// <summary>Takes the arguments from the request. Problems are collected in the binder; it does not throw for bad input.</summary>
    public abstract ValueTask BindAsync(ApiBinder binder);
}

/// <summary>An attempt of an event, join or cron handler.</summary>
public abstract class EventInvocation : StepInvocation
{
    /// <summary>The home group that a message names (<see cref="InGroupAttribute"/>); null for the trace. Called before anything runs.</summary>
    /// <param name="message">The event; of a join, the one that came.</param>
    public virtual string? HomeGroupOf(object message) => null;

    /// <summary>Takes the arguments from the event, the joined events or the tick.</summary>
    public abstract void Bind(EventBinder binder);

    /// <summary>Calls the step's <c>OnFailure</c>; where it has none, does nothing.</summary>
    public virtual ValueTask OnFailureAsync(IServiceProvider services, StepFailure failure, StepContext step) => ValueTask.CompletedTask;
}
