namespace Stepwell;

/// <summary>The rest of an attempt: further middleware, binding, validation and the handler.</summary>
/// <returns>What the handler returned; for api handlers the answer, else null.</returns>
public delegate ValueTask<object?> StepNext();

/// <summary>Wraps the attempts of every kind of trigger: may look, change the answer, catch, or not call on.</summary>
/// <remarks>
/// Order: authorize, global middleware in order of registration, <see cref="UseAttribute{T}"/> in order of writing,
/// bind, validate, idempotency, handler. Effects are committed after the outermost middleware returned;
/// not calling <c>next</c> ends the attempt as done, with the returned object as the answer of an api handler
/// (a value, an <see cref="ApiResult"/> or an <c>IResult</c>).
/// </remarks>
public interface IStepMiddleware
{
    /// <summary>Runs around the rest of the attempt.</summary>
    /// <param name="step">The attempt's context.</param>
    /// <param name="next">The rest of the attempt. Call it at most once.</param>
    ValueTask<object?> InvokeAsync(StepContext step, StepNext next);
}
