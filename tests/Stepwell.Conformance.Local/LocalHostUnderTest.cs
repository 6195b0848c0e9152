using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Testing;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Local;

/// <summary>The local host, in memory or on disk.</summary>
internal sealed class LocalHostUnderTest<TApp> : IHostUnderTest where TApp : IStepApp
{
    private readonly HostOptions options;
    private readonly VirtualTime time;
    private readonly bool onDisk;
    private readonly List<string> folders = [];
    private readonly List<RunRecord> before = [];
    private TestApp app = null!;

    private LocalHostUnderTest(HostOptions options, bool onDisk)
    {
        this.options = options;
        this.onDisk = onDisk;
        time = new VirtualTime(options.StartAt);
        if (onDisk) folders.Add(Directory.CreateTempSubdirectory("stepwell-").FullName);
    }

    public HttpClient Http => app.Http;

    public DateTimeOffset Now => time.GetUtcNow();

    public IStepStoreAdmin Admin => app.Services.GetRequiredService<IStepStoreAdmin>();

    public IReadOnlyList<RunRecord> Runs => [.. before, .. app.Runs];

    public bool CanRestart => onDisk;

    public bool BoundsQueues => true;

    internal static async Task<IHostUnderTest> StartAsync(HostOptions options, bool onDisk)
    {
        var host = new LocalHostUnderTest<TApp>(options, onDisk);
        await host.StartAsync();
        return host;
    }

    public Task<string> EmitAsync<T>(T message, EmitOptions? options = null) where T : class => app.SendAsync(message, options);

    public Task<string> TickAsync<TStep>() where TStep : class => app.TickAsync<TStep>();

    public Task AdvanceAsync(TimeSpan by) => app.AdvanceAsync(by);

    public Task QuietAsync(string? traceId = null) => app.QuietAsync(traceId).InTimeAsync();

    public Task<T?> StateAsync<T>(string group, string key) => app.StateAsync<T>(group, key);

    public Task SetStateAsync<T>(string group, string key, T value) => app.SetStateAsync(group, key, value);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? traceId = null) => app.DeadLettersAsync(traceId);

    public Task ReplayAsync(DeadLetter letter) => app.ReplayAsync(letter);

    public async Task RestartAsync(bool crash, TimeSpan after)
    {
        before.AddRange(app.Runs);
        if (crash)
        {
            // What a killed process leaves is what its files hold at that moment.
            folders.Add(Copy(folders[^1]));
        }
        await app.DisposeAsync();
        time.AdvanceTo(time.GetUtcNow() + after);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        options.Faults.Stop();
        await app.DisposeAsync();
        foreach (var folder in folders) Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync() => app = await TestApp.StartAsync<TApp>(Configure, time, onDisk ? folders[^1] : null);

    private void Configure(WebApplicationBuilder builder)
    {
        foreach (var (name, value) in options.Settings) builder.Configuration[$"{StepwellOptions.Section}:{name}"] = value;
        builder.Services.Replace(ServiceDescriptor.Singleton(options.Probe));
        if (options.Logs is { } logs) builder.Logging.AddProvider(logs);
        var store = builder.Services.Last(s => s.ServiceType == typeof(IStepStore));
        builder.Services.AddSingleton<IStepStore>(s => new FaultyStore((IStepStore)store.ImplementationFactory!(s), options.Faults));
    }

    private static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("stepwell-").FullName;
        foreach (var file in Directory.GetFiles(folder).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).Order())
        {
            if (Path.GetFileName(file) is "lock" or "process.txt") continue;
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            from.CopyTo(to);
        }
        return copy;
    }
}
