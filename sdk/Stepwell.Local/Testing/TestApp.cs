using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Local.Hosting;
using Stepwell.Local.Traces;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Testing;

/// <summary>
/// A whole app for tests: the local host itself, in memory, without a port, on a virtual clock.
/// <code>
/// await using var app = await TestApp.StartAsync&lt;OrderDesk&gt;();
/// var answer = await app.Http.PostAsJsonAsync("/orders", order);
/// await app.QuietAsync();
/// </code>
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private const int IdleLooks = 4;
    private const int MostLooks = 40;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(2);
    private readonly LocalApp app;
    private readonly List<RunRecord> runs = [];
    private readonly List<LogLine> logs = [];
    private HttpClient? http;

    private TestApp(LocalApp app, VirtualTime time)
    {
        this.app = app;
        Time = time;
    }

    /// <summary>Calls the app's API.</summary>
    public HttpClient Http => http ??= app.Web.GetTestClient();

    /// <summary>The clock. Move it by <see cref="AdvanceAsync"/>.</summary>
    public VirtualTime Time { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => app.Web.Services;

    /// <summary>All attempts that ended, in order.</summary>
    public IReadOnlyList<RunRecord> Runs
    {
        get
        {
            lock (runs) return [.. runs];
        }
    }

    /// <summary>All lines of log at <c>Information</c> or above, in order.</summary>
    public IReadOnlyList<LogLine> Logs
    {
        get
        {
            lock (logs) return [.. logs];
        }
    }

    /// <summary>Starts an app.</summary>
    /// <typeparam name="TApp">The app.</typeparam>
    /// <param name="configure">Replaces services or sets configuration; after the app's own registrations. Null for nothing.</param>
    /// <param name="startAt">The clock's first time; null for 2030-01-01T00:00:00Z, a Tuesday.</param>
    public static Task<TestApp> StartAsync<TApp>(Action<WebApplicationBuilder>? configure = null, DateTimeOffset? startAt = null) where TApp : IStepApp =>
        StartAsync<TApp>(configure, new VirtualTime(startAt ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)), null);

    /// <summary>The same on a clock that goes on, and with a data directory that outlives it.</summary>
    internal static async Task<TestApp> StartAsync<TApp>(Action<WebApplicationBuilder>? configure, VirtualTime time, string? dataDirectory) where TApp : IStepApp
    {
        var local = new LocalAppBuilder
        {
            Args = dataDirectory is null ? [] : [$"--{StepwellOptions.Section}:{nameof(LocalSettings.DataDirectory)}={dataDirectory}"],
            InMemory = dataDirectory is null,
            Time = time,
            Environment = "Test",
            Configure = builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Services.Configure<LocalSettings>(l => l.Traces.MaxPerSecond = int.MaxValue);
                builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(null, LogLevel.None);
                configure?.Invoke(builder);
            },
        }.Build<TApp>();
        try
        {
            var test = new TestApp(local, time);
            local.History.Noted = test.Note;
            test.Listen();
            await local.StartAsync().ConfigureAwait(false);
            return test;
        }
        catch
        {
            await local.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until nothing is at work or ready to be, of one trace or of all. What is delayed or waits for a retry stays: move the clock for it.</summary>
    /// <param name="traceId">The trace; null for all.</param>
    public async Task QuietAsync(string? traceId = null)
    {
        await app.Dispatcher.Workload.QuietAsync(traceId).ConfigureAwait(false);
        await app.History.CaughtUpAsync().ConfigureAwait(false);
    }

    /// <summary>Moves the clock; on the way everything runs that becomes due, at its time and in its order.</summary>
    /// <param name="by">How far.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var target = Time.GetUtcNow() + by;
        await SettleAsync().ConfigureAwait(false);
        while (Time.NextTimer is { } next && next <= target)
        {
            Time.AdvanceTo(next);
            await SettleAsync().ConfigureAwait(false);
        }
        Time.AdvanceTo(target);
        await SettleAsync().ConfigureAwait(false);
        await app.History.CaughtUpAsync().ConfigureAwait(false);
    }

    /// <summary>Fires a cron step by hand, waits until its trace is quiet, and returns the trace's id.</summary>
    /// <typeparam name="TStep">The step.</typeparam>
    public async Task<string> TickAsync<TStep>() where TStep : class
    {
        var handler = app.Catalog.Handlers.FirstOrDefault(h => h.Step.Type == typeof(TStep) && h.Kind == HandlerKind.Cron)
            ?? throw new ArgumentException($"{typeof(TStep).Name} has no [Cron] handler.");
        var tick = await app.Scheduler.FireAsync(handler).ConfigureAwait(false) ?? throw new InvalidOperationException("The queue is full.");
        await QuietAsync(tick.TraceId).ConfigureAwait(false);
        return tick.TraceId;
    }

    /// <summary>Emits an event by hand, waits until its trace is quiet, and returns the trace's id.</summary>
    /// <param name="message">The event.</param>
    /// <param name="options">How it is sent; its <see cref="EmitOptions.TraceId"/> chooses the trace, else it is a new one.</param>
    public async Task<string> EmitAsync<T>(T message, EmitOptions? options = null) where T : class
    {
        var traceId = await SendAsync(message, options).ConfigureAwait(false);
        await QuietAsync(traceId).ConfigureAwait(false);
        return traceId;
    }

    /// <summary>Emits an event by hand and does not wait.</summary>
    internal async Task<string> SendAsync<T>(T message, EmitOptions? options) where T : class
    {
        var topic = app.Catalog.TopicOf(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no topic.", nameof(message));
        var envelope = EventMaker.Make(topic, message, app.Contracts.Write(message, topic.Type), EventEnvelope.ByHand, TraceIds.New(), Time.GetUtcNow(), options);
        if (!await app.Store.SendAsync([envelope]).ConfigureAwait(false)) throw new InvalidOperationException("The queue is full.");
        return envelope.TraceId;
    }

    /// <summary>The events of a topic that attempts emitted and committed, in order.</summary>
    /// <typeparam name="T">The topic's record.</typeparam>
    /// <param name="traceId">Of this trace; null for all.</param>
    public IReadOnlyList<T> Emitted<T>(string? traceId = null) where T : class
    {
        var topic = app.Catalog.TopicOf(typeof(T))?.Name;
        return [.. Runs.Where(r => r.Status is RunStatus.Ok or RunStatus.Rejected or RunStatus.DeadLettered).SelectMany(r => r.Emitted)
            .Where(e => e.Topic == topic && (traceId is null || e.TraceId == traceId))
            .Select(e => JsonSerializer.Deserialize<T>(e.Data.Span, app.Contracts.Options)!)];
    }

    /// <summary>A value as committed; default where the key does not exist.</summary>
    /// <param name="group">The group; for most steps the trace's id.</param>
    /// <param name="key">The key.</param>
    public async Task<T?> StateAsync<T>(string group, string key) =>
        await app.Store.ReadAsync(group, key, CancellationToken.None).ConfigureAwait(false) is { } value ? JsonSerializer.Deserialize<T>(value.Json, app.Contracts.Options) : default;

    /// <inheritdoc cref="StateAsync{T}(string, string)"/>
    public Task<T?> StateAsync<T>(string group, StateKey<T> key) => StateAsync<T>(group, key.Name);

    /// <summary>Writes a value by hand.</summary>
    public async Task SetStateAsync<T>(string group, string key, T value) =>
        await app.Store.WriteEntryAsync(group, key, app.Contracts.Write(value), null, CancellationToken.None).ConfigureAwait(false);

    /// <summary>The dead letters, newest first.</summary>
    /// <param name="traceId">Of this trace; null for all.</param>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? traceId = null) =>
        await app.Store.ListDeadLettersAsync(null, traceId, null, int.MaxValue, CancellationToken.None).ConfigureAwait(false);

    /// <summary>Replays a dead letter and waits until its trace is quiet.</summary>
    public async Task ReplayAsync(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (!await app.Store.ReplayDeadLetterAsync(letter.Id, CancellationToken.None).ConfigureAwait(false)) throw new InvalidOperationException("The dead letter does not exist any more.");
        await QuietAsync(letter.Envelope.TraceId).ConfigureAwait(false);
    }

    /// <summary>A trace as the Workbench would show it; null where there is none.</summary>
    public Task<TraceDetail?> TraceAsync(string traceId) => app.History.ReadAsync(traceId);

    /// <summary>Stops the app at once.</summary>
    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for quiet; a handler that waits for the virtual clock itself does not hold it up.</summary>
    private async Task SettleAsync()
    {
        var workload = app.Dispatcher.Workload;
        // What is at work may itself wait for the clock: then nothing changes, and neither processor nor disk is used. What is only slow, in a
        // cold process or on a busy machine, uses them.
        var (still, idle) = (0, 0);
        while (still < MostLooks && idle < IdleLooks)
        {
            var (seen, used) = (workload.Changes, Environment.CpuUsage.TotalTime);
            var quiet = workload.QuietAsync(null);
            await Task.WhenAny(quiet, Task.Delay(Look, TimeProvider.System)).ConfigureAwait(false);
            if (quiet.IsCompleted) return;
            still = workload.Changes == seen ? still + 1 : 0;
            idle = still > 0 && app.Store.Writer.IsIdle && Environment.CpuUsage.TotalTime - used < Idle ? idle + 1 : 0;
        }
    }

    private void Note(RunRecord run)
    {
        lock (runs) runs.Add(run);
    }

    private void Listen()
    {
        foreach (var provider in Services.GetServices<ILoggerProvider>())
            if (provider is LogCapture capture)
                capture.Written = line =>
                {
                    if (Enum.Parse<LogLevel>(line.Level) < LogLevel.Information) return;
                    lock (logs) logs.Add(line);
                };
    }
}
