using Microsoft.AspNetCore.Http;
using Stepwell.Http;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>How requests end: failures as problems, answers recorded and sent.</summary>
public sealed partial class ApiRunner
{
    /// <param name="request">The request.</param>
    /// <param name="run">The attempt.</param>
    /// <param name="e">Why it failed.</param>
    /// <param name="late">True where its time was up.</param>
    /// <param name="unread">A read of the attempt's that the store failed: that, and not what the handler made of it, is what the caller is told.</param>
    private Ending Failed(ApiRequest request, RunRecord run, Exception e, bool late, Exception? unread = null)
    {
        var http = request.Http;
        run.Exception = e = Tellable.Of(e);
        if (!late && http.RequestAborted.IsCancellationRequested && e is OperationCanceledException)
        {
            run.HttpStatus = StatusCodes.Status499ClientClosedRequest;
            return new(null, RunStatus.Failed, "The client hung up before the commit: nothing is committed.");
        }
        var limit = StepErrors.TimeLimit(request.Handler.TimeLimit);
        var (answer, reason) = e switch
        {
            StepException { Id: "SW1011" } unknown => (ApiResult.NotFound(unknown.Text), e.Message),
            BadHttpRequestException bad => (ApiResult.Error(bad.StatusCode, bad.Message), bad.Message),
            StoreException { NothingHolds: true } => (Unavailable(e), e.Message),
            StoreUnreachableException => (Unavailable(e.InnerException!), e.Message),
            UnknownCommitException => (ApiResult.Error(StatusCodes.Status503ServiceUnavailable, e.Message), e.InnerException!.Message),
            _ when late => (ApiResult.Error(StatusCodes.Status504GatewayTimeout, limit + " Nothing of it is committed."), limit),
            _ when unread is not null => (Unavailable(unread), e.Message),
            _ => (ApiResult.Error(StatusCodes.Status500InternalServerError, $"The step failed; nothing of it is committed. The trace is {run.TraceId}."), e.Message),
        };
        if (answer.Status >= 500)
        {
            var outcome = e is UnknownCommitException ? "whether it took effect is not known" : "nothing of it is committed";
            using (runtime.LogAs(run)) runtime.Log.ApiFailed(e, request.Handler.Name, answer.Status, (runtime.Time.GetUtcNow() - run.StartedAt).TotalMilliseconds, outcome, reason, run.TraceId);
        }
        var status = answer.Status >= 500 ? RunStatus.Failed : RunStatus.Rejected;
        if (http.Response.HasStarted)
        {
            http.Abort();
            return new(null, status, reason);
        }
        http.Response.Clear();
        return new(Answer.OfProblem(answer, run.TraceId), status, reason);
    }

    private static ApiResult Unavailable(Exception failure) =>
        ApiResult.Error(StatusCodes.Status503ServiceUnavailable, $"{(failure as StoreException)?.Summary ?? "The store cannot be reached."} Nothing of this request is committed; try again later.").WithHeader("Retry-After", "5");

    private static async ValueTask EndAsync(ApiRequest request, RunRecord run, Answer answer, RunStatus status, string? reason = null)
    {
        run.HttpStatus = answer.Status;
        run.Output = answer.Body;
        run.OutputType = answer.BodyType;
        if (!request.Http.Response.HasStarted) request.Http.Response.Headers[TraceHeader] = run.TraceId;
        // Recorded before it is sent: whoever has the answer finds the trace.
        request.End(run, status, reason ?? (answer.Status >= 400 && answer.ContentType == Problems.MediaType ? answer.Reason ?? $"Answered {answer.Status}." : null));
        try
        {
            await answer.SendAsync(request.Http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (request.Http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; what is committed stays.
        }
    }
}
