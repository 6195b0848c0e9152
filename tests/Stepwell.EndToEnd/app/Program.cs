using System.Diagnostics;
using Stepwell;
using Stepwell.Local;

return await LocalHost.RunAsync<PoisonApp.App>(args);

namespace PoisonApp
{
    /// <summary>An app with an event that takes the process down, and others beside it.</summary>
    public sealed class App : IStepApp
    {
        public static void Configure(IHostApplicationBuilder builder) { }
    }

    [Topic("pill.taken")]
    public sealed record PillTaken(bool Deadly);

    [Post("/pills"), Emits<PillTaken>]
    public sealed class TakePill
    {
        public ApiResult<string> Handle(PillTaken body, StepContext step)
        {
            step.Emit(body);
            return ApiResult.Accepted(step.TraceId);
        }
    }

    [On<PillTaken>, Retry(3)]
    public sealed class Swallow
    {
        public void Handle(PillTaken e, StepContext step)
        {
            if (e.Deadly) Process.GetCurrentProcess().Kill();
            step.State.Set("swallowed", true);
        }

        public void OnFailure(PillTaken e, StepFailure failure, StepContext step) => step.State.Set("failure", $"{failure.Attempts}: {failure.Reason}");
    }

    [Get("/pills/{id}"), InTrace("{id}")]
    public sealed class LookAtPill
    {
        public async Task<PillView> HandleAsync(StepContext step) =>
            new(await step.State.GetAsync<bool>("swallowed"), await step.State.GetAsync<string>("failure"));
    }

    [Topic("work.asked")]
    public sealed record WorkAsked;

    [Post("/work"), Emits<WorkAsked>]
    public sealed class AskForWork
    {
        public string Handle(StepContext step)
        {
            step.Emit(new WorkAsked());
            return step.TraceId;
        }
    }

    /// <summary>Fails, so that its repetition is to be written down; in its place, so that this alone is to be written.</summary>
    [On<WorkAsked>, Ordered, Retry(20, FirstDelaySeconds = 0.2, MaxDelaySeconds = 0.2)]
    public sealed class Toil
    {
        public void Handle(WorkAsked e) => throw new InvalidOperationException($"{e} is too much.");
    }

    public sealed record PillView(bool Swallowed, string? Failure);
}
