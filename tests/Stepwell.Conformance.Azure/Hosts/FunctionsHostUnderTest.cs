using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>An app as it is on Azure Functions, in memory and on a virtual clock.</summary>
internal sealed class FunctionsHostUnderTest<TApp> : IHostUnderTest, IRunObserver where TApp : IStepApp
{
    private readonly HostOptions options;
    private readonly FunctionsCloud cloud;
    private readonly List<RunRecord> runs = [];
    private FunctionsProcess process = null!;
    private HttpClient? http;

    private FunctionsHostUnderTest(HostOptions options, ITableService tables)
    {
        this.options = options;
        cloud = new FunctionsCloud(StepCatalog.Of(typeof(TApp)), options.StartAt, tables);
    }

    public HttpClient Http => http ??= process.Client();

    public DateTimeOffset Now => cloud.Time.GetUtcNow();

    public IStepStoreAdmin Admin => process.Store;

    public IReadOnlyList<RunRecord> Runs
    {
        get
        {
            lock (runs) return [.. runs];
        }
    }

    public bool CanRestart => true;

    public bool BoundsQueues => false;

    internal FunctionsCloud Cloud => cloud;

    internal FunctionsProcess Process => process;

    private ContractRegistry Contracts => process.Services.GetRequiredService<ContractRegistry>();

    private StepCatalog Catalog => process.Services.GetRequiredService<StepCatalog>();

    internal static async Task<FunctionsHostUnderTest<TApp>> StartAsync(HostOptions options, ITableService tables)
    {
        var host = new FunctionsHostUnderTest<TApp>(options, tables);
        await host.StartAsync();
        return host;
    }

    public async Task<string> EmitAsync<T>(T message, EmitOptions? options = null) where T : class
    {
        var topic = Catalog.TopicOf(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no topic.");
        return (await process.ByHand.EmitAsync(topic, message, options, CancellationToken.None))!.TraceId;
    }

    public async Task<string> TickAsync<TStep>() where TStep : class
    {
        var handler = Catalog.Handlers.First(h => h.Step.Type == typeof(TStep) && h.Kind == HandlerKind.Cron);
        var trace = (await process.ByHand.TickAsync(handler, CancellationToken.None))!.TraceId;
        await QuietAsync(trace);
        return trace;
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        var time = cloud.Time;
        var target = time.GetUtcNow() + by;
        await SettleAsync();
        while (time.NextTimer is { } next && next <= target)
        {
            time.AdvanceTo(next);
            await SettleAsync();
        }
        time.AdvanceTo(target);
        await SettleAsync();
    }

    public Task QuietAsync(string? traceId = null) => Eventually.HoldsAsync(() => process.IsQuiet(traceId), "nothing was left to do");

    public async Task<T?> StateAsync<T>(string group, string key) =>
        await process.Store.ReadAsync(group, key, CancellationToken.None) is { } value ? JsonSerializer.Deserialize<T>(value.Json, Contracts.Options) : default;

    public async Task SetStateAsync<T>(string group, string key, T value) => await Admin.WriteEntryAsync(group, key, Contracts.Write(value), null, CancellationToken.None);

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? traceId = null) =>
        await Admin.ListDeadLettersAsync(null, traceId, null, int.MaxValue, CancellationToken.None);

    public async Task ReplayAsync(DeadLetter letter)
    {
        Assert.True(await Admin.ReplayDeadLetterAsync(letter.Id, CancellationToken.None));
        await QuietAsync(letter.Envelope.TraceId);
    }

    public async Task RestartAsync(bool crash, TimeSpan after)
    {
        http?.Dispose();
        http = null;
        if (crash) await process.KillAsync(counted: true);
        else await process.StopAsync();
        cloud.Time.AdvanceTo(Now + after);
        await StartAsync();
    }

    /// <summary>A crash of which the broker counts nothing.</summary>
    internal async Task CrashUncountedAsync()
    {
        await process.KillAsync(counted: false);
        await StartAsync();
    }

    public void Started(RunRecord run)
    {
    }

    public void Ended(RunRecord run)
    {
        lock (runs) runs.Add(run);
    }

    public async ValueTask DisposeAsync()
    {
        options.Faults.Stop();
        http?.Dispose();
        await process.DisposeAsync();
        cloud.Dispose();
    }

    private async Task StartAsync() => process = await FunctionsProcess.StartAsync(cloud, options, static b => TApp.Configure(b), StepCatalog.Of(typeof(TApp)), this);

    /// <summary>Waits for quiet; a handler that waits for the virtual clock itself does not hold it up.</summary>
    private async Task SettleAsync()
    {
        var stall = new Stall();
        for (var tries = 0; !process.IsQuiet(null) && !stall.IsCertain(Seen()); tries++)
        {
            if (tries < 20) await Task.Yield();
            else await Task.Delay(1);
        }
    }

    private long Seen()
    {
        lock (runs) return cloud.Broker.Changes + process.Changes + runs.Count;
    }
}
