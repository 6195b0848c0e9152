using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Running;
using Stepwell.Tracing;

namespace Stepwell.Http;

/// <summary>What all attempts of one request share.</summary>
internal sealed class ApiRequest(StepRuntime runtime, HttpContext http, HandlerDefinition handler, RouteDefinition route)
{
    private readonly StepTrigger trigger = new(StepTriggerKind.Api, route.Method + " " + route.Template, null);
    private Activity? activity;
    private long started;

    internal HttpContext Http => http;

    internal HandlerDefinition Handler => handler;

    internal string TraceId { get; private set; } = TraceIds.New();

    internal string Home { get; private set; } = "";

    internal string CommitId { get; } = TraceIds.NewSpan();

    internal string MarkKey => "api:" + CommitId;

    internal RequestBody Body { get; } = new(http, runtime.Options.MaxJsonBytes);

    /// <summary>Finds the home group from the route.</summary>
    /// <returns>Null; or the refusal where it names a trace that does not exist, or no group.</returns>
    internal async ValueTask<ApiResult?> FindHomeAsync()
    {
        switch (handler.HomeGroup)
        {
            case HomeGroupKind.JoinedTrace:
                Home = Expand(handler.HomeGroupTemplate!);
                if (!TraceIds.IsValid(Home) || !await runtime.TraceExistsAsync(Home, http.RequestAborted).ConfigureAwait(false))
                    return ApiResult.NotFound($"There is no trace '{Home}'.");
                TraceId = Home;
                return null;
            case HomeGroupKind.Group:
                Home = Expand(handler.HomeGroupTemplate!);
                return Names.IsAllowed(Home) ? null : ApiResult.BadRequest(StepErrors.BadKey("group", Home).Message);
            default:
                Home = TraceId;
                return null;
        }
    }

    internal RunRecord NewRun()
    {
        activity = StepwellDiagnostics.Source.StartActivity(handler.Name);
        activity?.SetTag(StepwellDiagnostics.TraceTag, TraceId).SetTag(StepwellDiagnostics.FlowTag, handler.Step.Flows[0]);
        started = runtime.Time.GetTimestamp();
        return new RunRecord
        {
            TraceId = TraceId,
            Span = activity is not null ? SpanLink.Of(activity)
                : Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? SpanLink.Below(current.Id, current.TraceStateString)
                : SpanLink.Below(http.Request.Headers.TraceParent, http.Request.Headers.TraceState),
            Handler = handler,
            Trigger = trigger,
            Attempt = 1,
            MaxAttempts = 1,
            StartedAt = runtime.Time.GetUtcNow(),
            Request = string.Concat(http.Request.Method, " ", http.Request.PathBase.Value, http.Request.Path.Value, http.Request.QueryString.Value),
        };
    }

    internal void End(RunRecord run, RunStatus status, string? reason = null)
    {
        run.Status = status;
        run.Reason = reason;
        run.Duration = runtime.Time.GetElapsedTime(started);
        if (activity is not null)
        {
            activity.SetTag(StepwellDiagnostics.StatusTag, status.ToString());
            if (run.Exception is not null) activity.AddException(run.Exception);
            activity.SetStatus(status == RunStatus.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset, reason);
            activity.Stop();
        }
        runtime.Ended(run);
    }

    private string Expand(string template)
    {
        var text = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            var end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(template[i]);
                continue;
            }
            text.Append(http.GetRouteValue(template[(i + 1)..end]));
            i = end;
        }
        return text.ToString();
    }
}
