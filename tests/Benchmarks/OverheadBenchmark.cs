using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Flow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Testing;

namespace Benchmarks;

/// <summary>What the runner adds to a handler, over a store that does nothing: time and bytes per step.</summary>
internal static class OverheadBenchmark
{
    private const int Steps = 200_000;

    internal static async Task RunAsync()
    {
        var catalog = StepCatalog.Of(typeof(FlowApp));
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(json);
        var contracts = new ContractRegistry(json);
        await using var services = new ServiceCollection().BuildServiceProvider();
        var runner = new StepRunner(new StepRuntime(catalog, contracts, new NothingStore(), TimeProvider.System, services.GetRequiredService<IServiceScopeFactory>(),
            NullLoggerFactory.Instance, Options.Create(new StepwellOptions()), [], []));
        var handler = catalog.Handler(nameof(FlowConfirm))!;
        var message = new FlowPriced("x", 1, 0, 0);
        var envelope = EventMaker.Make(catalog.TopicOf(typeof(FlowPriced))!, message, contracts.Write(message), "x", Stepwell.Tracing.TraceIds.New(), DateTimeOffset.UnixEpoch, null);
        var context = new TestStep();
        for (var round = 0; round < 3; round++)
        {
            var direct = Measure(() =>
            {
                // What any caller must do: read the event and call the handler.
                new FlowConfirm().Handle(JsonSerializer.Deserialize<FlowPriced>(envelope.Data.Span, json)!, context);
            });
            var through = Measure(() => runner.Start(new EventDelivery { Envelope = envelope, Handler = handler, Attempt = 1, ReadyAt = DateTimeOffset.UnixEpoch }, CancellationToken.None, static (_, _, _) => { }, null));
            Console.WriteLine($"direct call {direct.Microseconds:0.00} µs, {direct.Bytes:0} bytes; by the runner {through.Microseconds:0.00} µs, {through.Bytes:0} bytes; added {through.Microseconds - direct.Microseconds:0.00} µs, {through.Bytes - direct.Bytes:0} bytes");
            FlowMeter.Reset();
        }
    }

    private static (double Microseconds, double Bytes) Measure(Action step)
    {
        for (var i = 0; i < Steps / 4; i++) step();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++) step();
        return (Stopwatch.GetElapsedTime(started).TotalMicroseconds / Steps, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Steps);
    }

    private sealed class NothingStore : IStepStore
    {
        public ValueTask<StoredValue?> ReadAsync(string group, string key, CancellationToken cancellation) => default;

        public ValueTask<IReadOnlyList<StoredEntry>> ListAsync(string group, string prefix, CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<StoredEntry>>([]);

        public ValueTask<bool> GroupExistsAsync(string group, CancellationToken cancellation) => ValueTask.FromResult(true);

        public ValueTask<StoredMark?> ReadMarkAsync(string group, string key, CancellationToken cancellation) => default;

        public ValueTask<CommitOutcome> CommitAsync(StepCommit commit, CancellationToken cancellation) => ValueTask.FromResult(CommitOutcome.Committed);

        public ValueTask RelayAsync(StepCommit commit, CancellationToken cancellation) => default;

        public ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation) => default;

        public ValueTask<Reservation?> ReserveAsync(Reservation reservation, CancellationToken cancellation) => default;

        public ValueTask<bool> ReplaceReservationAsync(Reservation present, Reservation next, CancellationToken cancellation) => ValueTask.FromResult(true);

        public ValueTask ReleaseReservationAsync(Reservation reservation, CancellationToken cancellation) => default;
    }
}
