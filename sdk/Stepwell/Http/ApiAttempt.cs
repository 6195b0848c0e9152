using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Http;

/// <summary>One attempt of an api handler: middleware, binding, validation, idempotency, the handler, and its answer made ready.</summary>
internal sealed class ApiAttempt(StepRuntime runtime, Idempotency idempotency, AnswerMaker answers, HttpContext http, HandlerDefinition handler, RequestBody body, RunRecord run, string home, string markKey)
{
    internal string Handler => handler.Name;

    internal RunRecord Run => run;

    internal Effects Effects { get; } = new(runtime, run, home);

    /// <summary>The key that this request has reserved; null for none.</summary>
    internal Reservation? Reserved { get; private set; }

    /// <summary>True where the handler was reached: its effects count.</summary>
    internal bool HandlerRan { get; private set; }

    internal async Task<Answer?> RunAsync(CancellationToken cancellation, IServiceProvider? given)
    {
        using var logs = runtime.Log.BeginScope(new AttemptScope(run));
        var context = new AttemptContext(runtime, handler, run.TraceId, 1, run.Trigger, Effects, handler.Name + ":" + (Idempotency.KeyOf(http) is { } callersKey ? idempotency.Scoped(http, handler, callersKey) : markKey), http, cancellation);
        var services = new AttemptServices(runtime.Scopes, given);
        await using (services.ConfigureAwait(false))
        {
            var result = await Pipeline.RunAsync(runtime.Middleware, handler.Middleware, services, context, () => CallAsync(services, context)).ConfigureAwait(false);
            return await answers.MakeAsync(http, handler, run.TraceId, result).ConfigureAwait(false);
        }
    }

    private async ValueTask<object?> CallAsync(IServiceProvider services, AttemptContext context)
    {
        var invocation = (ApiInvocation)handler.Create();
        var binder = new ApiBinder(http, runtime.Contracts, body);
        await invocation.BindAsync(binder).ConfigureAwait(false);
        run.Input = body.Bytes;
        run.InputType = binder.BoundBody?.GetType() ?? binder.BodyType;
        if (binder.Rejection is { } rejection) return ApiResult.FromProblem(rejection);
        if (!binder.Errors.IsEmpty)
            return ApiResult.FromProblem(new HttpValidationProblemDetails(binder.Errors.ToDictionary()) { Status = StatusCodes.Status400BadRequest, Title = "The request is not valid.", Detail = "See 'errors' for each wrong field." });
        if (Idempotency.KeyOf(http) is { } key)
        {
            if (!handler.AnswerCanBeKept) return ApiResult.BadRequest(StepErrors.KeyNotUsable(handler.Name));
            (Reserved, var answer) = await idempotency.BeginAsync(http, handler, body, key, home, markKey).ConfigureAwait(false);
            if (Reserved is null) return answer;
        }
        body.Rewind();
        HandlerRan = true;
        return await invocation.InvokeAsync(services, context).ConfigureAwait(false);
    }
}
