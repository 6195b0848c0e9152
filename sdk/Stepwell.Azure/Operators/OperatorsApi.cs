using Microsoft.AspNetCore.Http;
using Stepwell.Http;
using Stepwell.Storage;

namespace Stepwell.Azure.Operators;

/// <summary>What operators ask a deployed app: dead letters and state, by the paths of the local host's API. The Functions host asks for the admin key before.</summary>
internal sealed class OperatorsApi(IStepStoreAdmin store, Payloads payloads)
{
    private const string Base = "/_stepwell/api";
    private readonly LetterAnswers letters = new(store, payloads);
    private readonly StateAnswers state = new(store);

    internal async Task AnswerAsync(HttpContext http)
    {
        var answer = await FindAsync(http).ConfigureAwait(false);
        http.Response.Headers.CacheControl = "no-store";
        if (answer.Problem is { } problem) await Problems.RespondAsync(http, Problems.Make(answer.Status, problem)).ConfigureAwait(false);
        else await answer.WriteAsync(http).ConfigureAwait(false);
    }

    private Task<OperatorAnswer> FindAsync(HttpContext http)
    {
        var question = new OperatorQuestion(http);
        var path = http.Request.Path.Value!;
        string[] parts = path.StartsWith(Base, StringComparison.OrdinalIgnoreCase) ? path[Base.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) : [];
        return (http.Request.Method, parts) switch
        {
            ("GET", ["dead-letters"]) => letters.ListAsync(question),
            ("GET", ["dead-letters", var id]) => letters.ReadAsync(id, question),
            ("POST", ["dead-letters", var id, "replay"]) => letters.ReplayAsync(id, question),
            ("DELETE", ["dead-letters", var id]) => letters.DiscardAsync(id, question),
            ("GET", ["state"]) => state.GroupsAsync(question),
            ("GET", ["entries"]) => state.ReadAsync(question),
            ("DELETE", ["entries"]) => state.DeleteAsync(question),
            _ => Task.FromResult(OperatorAnswer.NotFound($"There is no {http.Request.Method} {path}. There are GET dead-letters, dead-letters/{{id}}, state and entries; POST dead-letters/{{id}}/replay; DELETE dead-letters/{{id}} and entries, all below {Base}.")),
        };
    }
}
