using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stepwell;

/// <summary>What a handler knows of its attempt, and its doors to state and events. Abstract, so that tests can stand in.</summary>
public abstract class StepContext
{
    /// <summary>The trace's id: 32 hex characters, made by Stepwell, never by a caller.</summary>
    public abstract string TraceId { get; }

    /// <summary>The handler's name: the step, or <c>Step.Method</c> where a step has several handlers.</summary>
    public abstract string StepName { get; }

    /// <summary>The number of this attempt, from 1. Discarded attempts do not count.</summary>
    public abstract int Attempt { get; }

    /// <summary>What started this attempt.</summary>
    public abstract StepTrigger Trigger { get; }

    /// <summary>A logger whose lines carry trace, step and attempt. <see cref="SensitiveAttribute"/> members are masked.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The state of the home group, and the door to others.</summary>
    public abstract StepState State { get; }

    /// <summary>Stages an event: it leaves after the commit.</summary>
    /// <typeparam name="T">The topic's record; the step declares it with <see cref="EmitsAttribute{T}"/>.</typeparam>
    /// <param name="message">The event; at most 200 KB of JSON.</param>
    /// <param name="options">Delay, order, deduplication, target trace.</param>
    /// <exception cref="StepException">The topic is not declared, or the event is too large.</exception>
    public abstract void Emit<T>(T message, EmitOptions? options = null) where T : class;

    /// <summary>The clock; in tests it is virtual.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>The authenticated caller; an identity without name where nobody is.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>The HTTP request and response; null but for api handlers.</summary>
    public abstract HttpContext? Http { get; }

    /// <summary>The same text on every attempt and redelivery of the same work: hand it to payment providers and the like.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Fires when the time limit is over or the host must stop.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Thin doors to the platform's own ids, hashing, encryption and dates.</summary>
    public abstract StepUtils Utils { get; }
}
