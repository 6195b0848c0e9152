using Microsoft.AspNetCore.Http;

namespace Stepwell.Local.Tests.Steps;

[Topic("desk.stumbled")] public sealed record Stumbled(string Text);

/// <summary>Stages effects, then fails.</summary>
// Only the test sends it.
#pragma warning disable SW0008
[On<Stumbled>, Retry(2, FirstDelaySeconds = 0.01, MaxDelaySeconds = 0.01), Emits<Bulk>]
#pragma warning restore SW0008
public sealed class Stumble
{
    public void Handle(Stumbled e, StepContext step)
    {
        step.State.Set("half", e.Text);
        step.Emit(new Bulk(1));
        throw new InvalidOperationException("It stumbled.");
    }
}

[Get("/orders/{id}"), InTrace("{id}")]
public sealed class LookAtOrder
{
    public async Task<NewOrder?> HandleAsync(StepContext step) => await step.State.GetAsync<NewOrder>("order");
}

/// <summary>Keeps what may be long.</summary>
[Post("/notes")]
public sealed class Note
{
    public void Handle(LongNote body, StepContext step) => step.State.Set("note", body);
}

public sealed record LongNote(string Text, [Sensitive] string Secret);

/// <summary>Takes a text that nobody need hide.</summary>
[Post("/remarks")]
public sealed class Remark
{
    public void Handle(PlainNote body, StepContext step) => step.State.Set("remark", body);
}

public sealed record PlainNote(string Text, System.Text.Json.Nodes.JsonNode? More = null);

/// <summary>Answers bit by bit, and has not ended before the test says so.</summary>
[Get("/ticker")]
public sealed class Ticker(Gate gate)
{
    public IResult Handle() => Results.Stream(async body =>
    {
        await body.WriteAsync("first"u8.ToArray());
        await body.FlushAsync();
        await gate.Open.Task;
    });
}
