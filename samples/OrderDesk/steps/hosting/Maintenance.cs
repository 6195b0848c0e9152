using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Stepwell;

namespace OrderDesk;

/// <summary>Refuses what would change something while the desk is under maintenance. Events and schedules go on.</summary>
public sealed class Maintenance(IOptionsMonitor<OrderDeskOptions> options) : IStepMiddleware
{
    private const string RetryAfterSeconds = "120";

    public ValueTask<object?> InvokeAsync(StepContext step, StepNext next) =>
        options.CurrentValue.Maintenance && step.Http is { } http && !HttpMethods.IsGet(http.Request.Method)
            ? ValueTask.FromResult<object?>(ApiResult.Error(StatusCodes.Status503ServiceUnavailable, "The desk is under maintenance.").WithHeader("Retry-After", RetryAfterSeconds))
            : next();
}
