using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

/// <summary>A running host as tests see it: on a virtual clock, with nothing of any one host.</summary>
public interface IHostUnderTest : IAsyncDisposable
{
    /// <summary>Calls the app's API.</summary>
    HttpClient Http { get; }

    /// <summary>The virtual time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Looks at and changes the store by hand.</summary>
    IStepStoreAdmin Admin { get; }

    /// <summary>All attempts that ended, in order, over all restarts.</summary>
    IReadOnlyList<RunRecord> Runs { get; }

    /// <summary>Emits an event by hand and does not wait.</summary>
    /// <returns>Its trace.</returns>
    Task<string> EmitAsync<T>(T message, EmitOptions? options = null) where T : class;

    /// <summary>Fires a cron step by hand and waits until its trace is quiet.</summary>
    /// <returns>Its trace.</returns>
    Task<string> TickAsync<TStep>() where TStep : class;

    /// <summary>Moves the clock; what becomes due on the way runs.</summary>
    Task AdvanceAsync(TimeSpan by);

    /// <summary>Waits until nothing is at work or ready to be; what is delayed stays.</summary>
    Task QuietAsync(string? traceId = null);

    Task<T?> StateAsync<T>(string group, string key);

    Task SetStateAsync<T>(string group, string key, T value);

    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? traceId = null);

    /// <summary>Replays a dead letter and waits until its trace is quiet.</summary>
    Task ReplayAsync(DeadLetter letter);

    /// <summary>True where state outlives the process, so that <see cref="RestartAsync"/> makes sense.</summary>
    bool CanRestart { get; }

    /// <summary>True where the host bounds its queues by the setting <c>MaxQueued</c>; a broker has bounds of its own, which no commit can see.</summary>
    bool BoundsQueues { get; }

    /// <summary>Ends the process and starts another on what it left.</summary>
    /// <param name="crash">True to end it without warning; false to stop it in order.</param>
    /// <param name="after">How much time passes between.</param>
    Task RestartAsync(bool crash, TimeSpan after = default);
}
