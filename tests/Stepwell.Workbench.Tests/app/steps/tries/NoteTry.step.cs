using Stepwell;

namespace WorkbenchApp.Tries;

[On<TryDone>]
public sealed class NoteTry
{
    public void Handle(TryDone e, StepContext step) => step.State.Set("noted", e.Attempt);
}
