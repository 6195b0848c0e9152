using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stepwell.Contracts;
using Stepwell.Tracing;

namespace Stepwell.Testing;

/// <summary>A step's context for unit tests: <c>new PlaceOrder(prices).Handle(order, new TestStep())</c>.</summary>
public sealed class TestStep : StepContext
{
    private readonly List<(object Message, EmitOptions? Options)> emitted = [];

    /// <summary>Makes a context with a new trace.</summary>
    public TestStep()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(json);
        TestTime = new VirtualTime(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        HomeState = new TestState(TraceId, json);
    }

    /// <inheritdoc/>
    public override string TraceId { get; } = TraceIds.New();

    /// <inheritdoc/>
    public override string StepName => "Test";

    /// <inheritdoc cref="StepContext.Attempt"/>
    public int TestAttempt { get; init; } = 1;

    /// <inheritdoc/>
    public override int Attempt => TestAttempt;

    /// <inheritdoc/>
    public override StepTrigger Trigger { get; } = new(StepTriggerKind.Event, "test", null);

    /// <inheritdoc/>
    public override ILogger Logger => TestLogger;

    /// <summary>Where log lines go.</summary>
    /// <value>Default: nowhere.</value>
    public ILogger TestLogger { get; init; } = NullLogger.Instance;

    /// <inheritdoc/>
    public override StepState State => HomeState;

    /// <summary>The state, to prepare and to assert.</summary>
    public TestState HomeState { get; }

    /// <inheritdoc/>
    public override TimeProvider Time => TestTime;

    /// <summary>The clock; it moves when the test moves it. It starts at 2030-01-01T00:00:00Z.</summary>
    public VirtualTime TestTime { get; init; }

    /// <inheritdoc/>
    public override ClaimsPrincipal User => TestUser;

    /// <summary>The caller.</summary>
    /// <value>Default: nobody.</value>
    public ClaimsPrincipal TestUser { get; init; } = new(new ClaimsIdentity());

    /// <inheritdoc/>
    public override HttpContext? Http => TestHttp;

    /// <summary>The request.</summary>
    /// <value>Default: none.</value>
    public HttpContext? TestHttp { get; init; }

    /// <inheritdoc/>
    public override string IdempotencyKey => "Test:" + TraceId;

    /// <inheritdoc/>
    public override CancellationToken CancellationToken => TestCancellation;

    /// <summary>The token of the attempt.</summary>
    /// <value>Default: one that never fires.</value>
    public CancellationToken TestCancellation { get; init; }

    /// <inheritdoc/>
    public override StepUtils Utils => new(Time);

    /// <summary>All events, in order.</summary>
    public IReadOnlyList<object> AllEmitted => [.. emitted.Select(e => e.Message)];

    /// <summary>The events of a topic, in order.</summary>
    public IReadOnlyList<T> Emitted<T>() where T : class => [.. emitted.Select(e => e.Message).OfType<T>()];

    /// <summary>The options an event was emitted with; null for none.</summary>
    public EmitOptions? OptionsOf(object message) => emitted.FirstOrDefault(e => ReferenceEquals(e.Message, message)).Options;

    /// <inheritdoc/>
    public override void Emit<T>(T message, EmitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        emitted.Add((message, options));
    }
}
