using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;

namespace Stepwell.Running;

/// <summary>The context of one attempt.</summary>
internal sealed class AttemptContext(
    StepRuntime runtime, HandlerDefinition handler, string traceId, int attempt, StepTrigger trigger, Effects effects,
    string idempotencyKey, HttpContext? http, CancellationToken cancellation) : StepContext
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private ILogger? logger;

    public override string TraceId => traceId;

    public override string StepName => handler.Name;

    public override int Attempt => attempt;

    public override StepTrigger Trigger => trigger;

    public override ILogger Logger => logger ??= runtime.Loggers.CreateLogger("Steps." + handler.Name);

    public override StepState State => effects;

    public override TimeProvider Time => runtime.Time;

    public override ClaimsPrincipal User => http?.User ?? Nobody;

    public override HttpContext? Http => http;

    public override string IdempotencyKey => idempotencyKey;

    public override CancellationToken CancellationToken
    {
        get
        {
            TokenSeen = true;
            return cancellation;
        }
    }

    /// <summary>True where the token was asked for, and so may be in use after the attempt.</summary>
    internal bool TokenSeen { get; private set; }

    public override StepUtils Utils => runtime.Utils;

    internal Effects Effects => effects;

    public override void Emit<T>(T message, EmitOptions? options = null) => effects.Emit(message, options);
}
