using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>
/// Keeps the newest traces. What runs report is taken up by a worker, so that steps do not wait for it; under a load at
/// which traces leave again before they could be written, they are never written.
/// </summary>
internal sealed partial class TraceHistory : IRunObserver, IAsyncDisposable
{
    private const int MaxBacklog = 100_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Trace> traces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Trace> byOrder = [];
    private readonly List<string> goneFromDisk = [];
    private readonly Channel<(RunRecord Run, bool Ended)> incoming;
    private readonly StepCatalog catalog;
    private readonly SpanMaker spans;
    private readonly Summaries summaries;
    private readonly TimeProvider time;
    private readonly TraceSettings settings;
    private readonly TraceFile? file;
    private readonly ILogger log;
    private readonly Task worker;
    private readonly CancellationTokenSource stop = new();
    private Task flusher = Task.CompletedTask;
    private long order;
    private long handed;
    private long taken;

    internal TraceHistory(StepCatalog catalog, ContractRegistry contracts, IReadOnlyList<NoopEdge> noops, TimeProvider time, TraceSettings settings, TraceFile? file, LiveFeed live, ILogger<TraceHistory> log)
    {
        this.catalog = catalog;
        this.time = time;
        this.settings = settings;
        this.file = file;
        this.log = log;
        Live = live;
        spans = new SpanMaker(catalog, contracts);
        summaries = new Summaries(catalog, noops);
        incoming = Channel.CreateBounded<(RunRecord, bool)>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ =>
        {
            Interlocked.Increment(ref taken);
            Dropped++;
        });
        worker = Task.Run(TakeAsync);
    }

    internal LiveFeed Live { get; }

    /// <summary>Runs that came faster than they could be noted.</summary>
    internal long Dropped { get; private set; }

    /// <summary>Is called with each ended run, after it was noted.</summary>
    internal Action<RunRecord>? Noted { get; set; }

    public void Started(RunRecord run) => Hand(run, ended: false);

    public void Ended(RunRecord run) => Hand(run, ended: true);

    /// <summary>Deliveries of a trace that no run announced: hand-made events and ticks.</summary>
    internal void Expect(string traceId, int deliveries)
    {
        lock (gate) Find(traceId).Open += deliveries;
    }

    /// <summary>Completes when all that was reported so far is noted.</summary>
    internal async Task CaughtUpAsync()
    {
        var target = Interlocked.Read(ref handed);
        while (Interlocked.Read(ref taken) < target) await Task.Yield();
    }

    /// <summary>Takes up what earlier processes left, and writes from now on.</summary>
    internal void StartFlushing()
    {
        if (file is not null) flusher = Task.Run(FlushAsync);
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes once per service it is known by.
        if (!incoming.Writer.TryComplete()) return;
        await worker.ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await flusher.ConfigureAwait(false);
        stop.Dispose();
        file?.Dispose();
    }

    private void Hand(RunRecord run, bool ended)
    {
        Interlocked.Increment(ref handed);
        if (!incoming.Writer.TryWrite((run, ended))) Interlocked.Increment(ref taken);
    }

    private async Task TakeAsync()
    {
        while (await incoming.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (incoming.Reader.TryRead(out var item))
            {
                lock (gate)
                {
                    var trace = Find(item.Run.TraceId);
                    if (item.Ended) trace.End(item.Run, catalog);
                    else trace.Start(item.Run);
                }
                if (item.Ended) Noted?.Invoke(item.Run);
                if (!Live.IsIdle) Publish(item.Run, item.Ended);
                Interlocked.Increment(ref taken);
            }
        }
    }

    private Trace Find(string id)
    {
        if (traces.TryGetValue(id, out var trace)) return trace;
        trace = new Trace(id) { Order = ++order };
        traces[id] = trace;
        byOrder[trace.Order] = trace;
        while (byOrder.Count > settings.MaxCount)
        {
            var oldest = byOrder.First();
            Drop(oldest.Value);
        }
        return trace;
    }

    private void Drop(Trace trace)
    {
        byOrder.Remove(trace.Order);
        traces.Remove(trace.Id);
        if (trace.Stored is not null) goneFromDisk.Add(trace.Id);
    }

    private void Publish(RunRecord run, bool ended) => Live.Publish(new(ended ? "ended" : "started", new LiveRun(
        run.TraceId, run.Span.SpanId, run.Handler.Name, run.Handler.Step.Flows[0], run.Attempt,
        ended ? SpanMaker.StatusText(run.Status) : "running", run.StartedAt, ended ? run.Duration.TotalMilliseconds : 0, run.Trigger.Source,
        ended ? [.. run.Emitted.Select(e => e.Topic)] : [])));
}
