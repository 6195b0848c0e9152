using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Stepwell.Catalog;
using Stepwell.Http;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>Answers HTTP requests by api handlers: the one code path of every host.</summary>
public sealed partial class ApiRunner
{
    /// <summary>The answer's header with our trace id.</summary>
    public const string TraceHeader = "Stepwell-Trace-Id";

    private readonly StepRuntime runtime;
    private readonly Authorizer authorizer;
    private readonly AnswerMaker answers;
    private readonly Idempotency idempotency;
    private readonly Committer committer;

    /// <summary>Gathers what it needs from the host's services.</summary>
    public ApiRunner(StepRuntime runtime, IAuthorizationPolicyProvider policies, IPolicyEvaluator evaluator, IAuthenticationSchemeProvider? schemes = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        this.runtime = runtime;
        authorizer = new Authorizer(policies, evaluator, schemes);
        answers = new AnswerMaker(runtime.Contracts);
        idempotency = new Idempotency(runtime);
        committer = new Committer(runtime);
    }

    /// <summary>Answers a request.</summary>
    /// <param name="http">The request, its route values set.</param>
    /// <param name="handler">The handler of its route.</param>
    /// <param name="route">The route, for records.</param>
    public async Task HandleAsync(HttpContext http, HandlerDefinition handler, RouteDefinition route)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(route);
        var request = new ApiRequest(runtime, http, handler, route);
        if (!await authorizer.AllowsAsync(http, handler).ConfigureAwait(false))
        {
            var refused = http.Response.StatusCode;
            var run = request.NewRun();
            if (!http.Response.HasStarted && refused >= 400)
                await EndAsync(request, run, Answer(ApiResult.Error(refused, refused == 401 ? "The request is not authenticated." : "The caller may not do this."), run), RunStatus.Rejected).ConfigureAwait(false);
            else request.End(run, RunStatus.Rejected);
            return;
        }
        if (await RefusedAsync(request).ConfigureAwait(false)) return;
        for (var discards = 0; ; discards++)
        {
            var run = request.NewRun();
            runtime.Started(run);
            if (await AttemptAsync(request, run, discards).ConfigureAwait(false) is not { } end) continue;
            if (end.Answer is null) request.End(run, end.Status, end.Reason);
            else await EndAsync(request, run, end.Answer, end.Status, end.Reason).ConfigureAwait(false);
            return;
        }
    }

    /// <returns>True where the request was answered, because it has no home group to run in.</returns>
    private async ValueTask<bool> RefusedAsync(ApiRequest request)
    {
        try
        {
            if (await request.FindHomeAsync().ConfigureAwait(false) is not { } refusal) return false;
            var run = request.NewRun();
            await EndAsync(request, run, Answer(refusal, run), RunStatus.Rejected).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var run = request.NewRun();
            var end = Failed(request, run, e, late: false);
            if (end.Answer is null) request.End(run, end.Status, end.Reason);
            else await EndAsync(request, run, end.Answer, end.Status, end.Reason).ConfigureAwait(false);
        }
        return true;
    }

    /// <summary>How a request ends.</summary>
    /// <param name="Answer">What is sent; null where nobody listens any more.</param>
    /// <param name="Status">How the run ended.</param>
    /// <param name="Reason">Why.</param>
    private readonly record struct Ending(Answer? Answer, RunStatus Status, string? Reason = null);

    /// <returns>Null where the attempt was discarded and is to be run again.</returns>
    private async ValueTask<Ending?> AttemptAsync(ApiRequest request, RunRecord run, int discards)
    {
        var (http, handler) = (request.Http, request.Handler);
        var attempt = new ApiAttempt(runtime, idempotency, answers, http, handler, request.Body, run, request.Home, request.MarkKey);
        using var limit = new CancellationTokenSource(handler.TimeLimit, runtime.Time);
        using var hangUp = http.RequestAborted.UnsafeRegister(static l => ((CancellationTokenSource)l!).Cancel(), limit);
        var running = Task.FromResult<Answer?>(null);
        var sent = false;
        try
        {
            running = attempt.RunAsync(limit.Token, discards == 0 ? http.RequestServices : null);
            var answer = (running.IsCompletedSuccessfully ? running.Result : await running.WaitAsync(limit.Token).ConfigureAwait(false))!;
            attempt.Effects.Close();
            // A handler that blocked its thread could not be ended in time; what it did comes too late all the same.
            limit.Token.ThrowIfCancellationRequested();
            var outcome = await CommitAsync(request, attempt, answer).ConfigureAwait(false);
            Remember(run, attempt, outcome == CommitOutcome.Committed);
            if (outcome is not (CommitOutcome.Committed or CommitOutcome.Duplicate)) await ReleaseAsync(attempt).ConfigureAwait(false);
            switch (outcome)
            {
                case CommitOutcome.Committed:
                    sent = true;
                    return new(answer, answer.Status >= 400 ? RunStatus.Rejected : RunStatus.Ok);
                case CommitOutcome.Conflict when discards < Limits.Discards:
                    request.End(run, RunStatus.Discarded, "Another attempt changed what this one had read.");
                    http.Response.Clear();
                    await Rivals.StepAsideAsync(discards).ConfigureAwait(false);
                    return null;
                case CommitOutcome.QueueFull:
                    http.Response.Clear();
                    return new(Answer(ApiResult.Error(503, "The queue of events is full. Try again later.").WithHeader("Retry-After", "5"), run), RunStatus.Failed);
                case CommitOutcome.Duplicate:
                    http.Response.Clear();
                    return new(Answer(ApiResult.Conflict($"This request took too long; another one with the same {Idempotency.Header} has taken over."), run), RunStatus.Duplicate);
                default:
                    return Failed(request, run, new InvalidOperationException(StepErrors.Conflicts), late: false);
            }
        }
        catch (UnknownCommitException e)
        {
            // The reservation stays: whoever asks again with the same key learns what became of it.
            Remember(run, attempt, committed: false);
            return Failed(request, run, e, late: false);
        }
        catch (Exception e)
        {
            attempt.Effects.Close();
            Remember(run, attempt, committed: false);
            await ReleaseAsync(attempt).ConfigureAwait(false);
            return Failed(request, run, e, limit.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested, attempt.Effects.StoreFailure);
        }
        finally
        {
            if (!sent) _ = DiscardAsync(running);
        }
    }

    /// <summary>Lets go of an answer that is not sent; a late handler may still be making it.</summary>
    private static async Task DiscardAsync(Task<Answer?> making)
    {
        await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (making.IsCompletedSuccessfully && making.Result is { } answer) await answer.DisposeAsync().ConfigureAwait(false);
    }

    private void Remember(RunRecord run, ApiAttempt attempt, bool committed)
    {
        if (runtime.Observers.Length > 0) run.Note(attempt.Effects.Events, attempt.Effects.ForHistory(), committed);
    }

    private async ValueTask<CommitOutcome> CommitAsync(ApiRequest request, ApiAttempt attempt, Answer answer)
    {
        var effects = attempt.Effects;
        if (effects.IsEmpty && attempt.Reserved is null) return CommitOutcome.Committed;
        await committer.CheckTargetsAsync(effects).ConfigureAwait(false);
        byte[]? stored = null;
        if (attempt.Reserved is not null)
        {
            if (answer.Streaming is not null || answer.Written is not null) throw StepErrors.AnswerNotStorable(request.Handler.Name, "it is an IResult. Return a value or an ApiResult");
            stored = StoredAnswer.Write(answer);
            if (stored.Length > StoredAnswer.MaxBytes) throw StepErrors.AnswerNotStorable(request.Handler.Name, $"it has {stored.Length} bytes; the limit is {StoredAnswer.MaxBytes}");
        }
        var commit = new StepCommit
        {
            Id = request.CommitId,
            HomeGroup = request.Home,
            TraceId = request.TraceId,
            Handler = request.Handler.Name,
            At = runtime.Time.GetUtcNow(),
            Mark = new(request.MarkKey, Answer: stored),
            Changes = effects.Changes(),
            OtherChanges = KnownTraces.With(effects.OtherChanges(), request.TraceId, request.Home),
            Events = effects.Events,
            FromOutside = true,
        };
        var outcome = await committer.SaveAsync(commit).ConfigureAwait(false);
        if (outcome == CommitOutcome.Committed && (commit.Events.Count > 0 || commit.OtherChanges.Count > 0)) await RelayAsync(commit, attempt.Run).ConfigureAwait(false);
        return outcome;
    }

    private async ValueTask RelayAsync(StepCommit commit, RunRecord run)
    {
        var relay = runtime.Store.RelayAsync(commit, CancellationToken.None);
        if (relay.IsCompletedSuccessfully) return;
        try
        {
            await relay.AsTask().WaitAsync(runtime.Options.RelayPatience, runtime.Time).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The commit holds and its outbox is swept: the events leave, only later.
            using (runtime.LogAs(run))
                runtime.Log.RelayLate(e, commit.Handler, runtime.Options.RelayPatience, commit.TraceId);
        }
    }

    private async ValueTask ReleaseAsync(ApiAttempt attempt)
    {
        if (attempt.Reserved is not { } reserved) return;
        try
        {
            await runtime.Store.ReleaseReservationAsync(reserved, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Its lease runs out; until then the caller is told that the request still runs.
            using (runtime.LogAs(attempt.Run))
                runtime.Log.NotReleased(e, attempt.Handler, reserved.Group);
        }
    }
}
