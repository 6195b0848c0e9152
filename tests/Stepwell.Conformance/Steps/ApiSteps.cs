using Microsoft.AspNetCore.Authorization;
using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Steps;

[Post("/call"), TimeLimit(30)]
[Emits<Ping>, Emits<Checked>, Emits<Retried>, Emits<Limited>, Emits<Boxed>, Emits<Sequenced>, Emits<Tallied>, Emits<Narrow>, Emits<Chained>, Emits<Wrapped>, Emits<Confided>, Emits<Shelved>, Emits<Stacked>, Emits<Watched>, Emits<Solo>]
[Emits<Red>, Emits<Green>, Emits<Blue>, Emits<White>, Emits<BoxedRed>, Emits<BoxedGreen>]
public sealed class Call(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(Call), step);
}

[Post("/traces/{id}/call"), InTrace("{id}"), Emits<Ping>]
public sealed class CallInTrace(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(CallInTrace), step);
}

[Post("/rooms/{room}/call"), InGroup("room/{room}"), Emits<Boxed>]
public sealed class CallInGroup(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(CallInGroup), step);
}

[Get("/look")]
public sealed class Look(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(Look), step);
}

[Post("/wrapped"), Use<OwnMiddleware>]
public sealed class WrappedCall(Probe probe)
{
    public ValueTask<object?> HandleAsync(NewThing body, StepContext step) => probe.RunAsync(nameof(WrappedCall), step, body);
}

[Post("/secret"), Authorize]
public sealed class Secret(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(Secret), step);
}

[Post("/chief"), Authorize(Policy = "chief")]
public sealed class Chief(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(Chief), step);
}

[Post("/open"), Authorize, AllowAnonymous]
public sealed class Open(Probe probe)
{
    public ValueTask<object?> HandleAsync(StepContext step) => probe.RunAsync(nameof(Open), step);
}

/// <summary>Answers with what cannot be kept for an Idempotency-Key, and says so by its type.</summary>
[Post("/result")]
public sealed class CallForResult(Probe probe)
{
    public async Task<Microsoft.AspNetCore.Http.IResult> HandleAsync(StepContext step)
    {
        await probe.RunAsync(nameof(CallForResult), step);
        return Microsoft.AspNetCore.Http.Results.Text("fine");
    }
}

/// <summary>Emits what <see cref="Call"/> does not declare.</summary>
[Post("/unlisted"), Emits<Unlisted>]
public sealed class CallUnlisted
{
    public void Handle(StepContext step) => step.Emit(new Unlisted());
}
