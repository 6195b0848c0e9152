using Stepwell;

namespace WorkbenchApp.Tries;

/// <summary>Fails as often as it is asked to, each time after it wrote, emitted and logged; then it succeeds.</summary>
[On<TryAsked>, Emits<TryDone>, Retry(4, FirstDelaySeconds = 0.3, MaxDelaySeconds = 0.3)]
public sealed class Recover
{
    public void Handle(TryAsked e, StepContext step)
    {
        step.Logger.LogWarning("Try {Number} of the recovery", step.Attempt);
        step.State.Set("tries", step.Attempt);
        step.Emit(new TryDone(step.Attempt));
        if (step.Attempt <= e.Failures) throw new TimeoutException($"Try {step.Attempt} came to nothing.");
    }
}
