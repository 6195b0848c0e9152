namespace Stepwell.Local.Tests.Steps;

/// <summary>Reads what is sensitive and deletes it.</summary>
[Delete("/orders/{id}"), InTrace("{id}")]
public sealed class Forget
{
    public async Task HandleAsync(StepContext step)
    {
        _ = await step.State.GetAsync<NewOrder>("order");
        step.State.Delete("order");
    }
}
