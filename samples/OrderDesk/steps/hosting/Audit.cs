using Microsoft.Extensions.Logging;
using Stepwell;

namespace OrderDesk;

/// <summary>Notes who called a step that took effect, beside the effect and in the same commit.</summary>
public sealed class Audit : IStepMiddleware
{
    public const string Prefix = "audit/";

    public async ValueTask<object?> InvokeAsync(StepContext step, StepNext next)
    {
        var answer = await next();
        if (answer is ApiAnswer { Status: < 300 })
        {
            var entry = new AuditEntry(step.StepName, step.User.Identity?.Name, step.Time.GetUtcNow());
            step.State.Set(Prefix + step.Utils.NewId(), entry);
            step.Logger.LogInformation("{Step} by {User}", entry.Step, entry.User ?? "nobody known");
        }
        return answer;
    }
}

/// <summary>Who did what when.</summary>
/// <param name="User">Null where the caller is not known.</param>
public sealed record AuditEntry(string Step, string? User, DateTimeOffset At);
