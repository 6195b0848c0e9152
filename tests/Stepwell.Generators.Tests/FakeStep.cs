using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Stepwell.Generators.Tests;

/// <summary>A context that keeps what is emitted.</summary>
internal sealed class FakeStep : StepContext
{
    public List<object> Emitted { get; } = [];

    public override string TraceId => "trace";
    public override string StepName => "step";
    public override int Attempt => 1;
    public override StepTrigger Trigger => new(StepTriggerKind.Event, "test", null);
    public override ILogger Logger => NullLogger.Instance;
    public override StepState State => throw new NotSupportedException();
    public override TimeProvider Time => TimeProvider.System;
    public override ClaimsPrincipal User { get; } = new(new ClaimsIdentity([new(ClaimTypes.Name, "ann")], "test"));
    public override HttpContext? Http => null;
    public override string IdempotencyKey => "key";
    public override CancellationToken CancellationToken => CancellationToken.None;
    public override StepUtils Utils => new(Time);

    public override void Emit<T>(T message, EmitOptions? options = null) => Emitted.Add(message);
}
