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
    private readonly TraceSampling sampling;
    private readonly Channel<(RunRecord Run, bool Ended, long Bytes)> incoming;
    private readonly StepCatalog catalog;
    private readonly SpanMaker spans;
    private readonly Summaries summaries;
    private readonly TimeProvider time;
    private readonly TraceSettings settings;
    private readonly TraceFile? file;
    private readonly ILogger log;
    private readonly Task worker;
    private readonly CancellationTokenSource stop = new();

    // Completes when what earlier processes left was taken up, or could not be for now.
    private readonly TaskCompletionSource takenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task flusher = Task.CompletedTask;
    private long order;
    private long handed;
    private long taken;
    private long waitingBytes;
    private long dropped;
    private long shed;
    private long keptBytes;

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
        sampling = new TraceSampling(settings.MaxPerSecond);
        incoming = Channel.CreateBounded<(RunRecord Run, bool Ended, long Bytes)>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, Lose);
        if (file is null) takenUp.SetResult();
        worker = Task.Run(TakeAsync);
    }

    internal LiveFeed Live { get; }

    /// <summary>How full it is, and what it does not have.</summary>
    internal HistoryState State
    {
        get
        {
            lock (gate) return new(byOrder.Count, keptBytes + Interlocked.Read(ref waitingBytes), settings.MaxBytes, Interlocked.Read(ref dropped), sampling.LeftOut, shed);
        }
    }

    /// <summary>Is called with each ended run, after it was noted.</summary>
    internal Action<RunRecord>? Noted { get; set; }

    public void Started(RunRecord run) => Hand(run, ended: false);

    public void Ended(RunRecord run) => Hand(run, ended: true);

    /// <summary>Deliveries of a trace that no run announced: hand-made events and ticks.</summary>
    internal void Expect(string traceId, int deliveries)
    {
        lock (gate)
        {
            var trace = Find(traceId);
            trace.Open += deliveries;
            // Nothing was sent, or nobody listens.
            if (trace is { IsEmpty: true, Open: <= 0 }) Drop(trace);
        }
    }

    /// <summary>Sends such deliveries, and knows of them before the first attempt can end.</summary>
    /// <param name="traceId">Their trace.</param>
    /// <param name="deliveries">How many.</param>
    /// <param name="send">Sends them; false where nothing was sent.</param>
    internal async Task<bool> ExpectingAsync(string traceId, int deliveries, Func<Task<bool>> send)
    {
        var sent = false;
        Expect(traceId, deliveries);
        try
        {
            return sent = await send().ConfigureAwait(false);
        }
        finally
        {
            if (!sent) Expect(traceId, -deliveries);
        }
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
        var bytes = ended ? RunSize.Of(run) : 0;
        Interlocked.Increment(ref handed);
        // What waits to be noted may take half of the memory; beyond, the newest are lost, for they are what comes too fast.
        var full = Interlocked.Add(ref waitingBytes, bytes) > settings.MaxBytes / 2 && ended;
        if (full || !incoming.Writer.TryWrite((run, ended, bytes))) Lose((run, ended, bytes));
    }

    private void Lose((RunRecord Run, bool Ended, long Bytes) item)
    {
        Interlocked.Add(ref waitingBytes, -item.Bytes);
        Interlocked.Increment(ref taken);
        Interlocked.Increment(ref dropped);
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

    /// <summary>Makes room, a good deal at a time: of what is on disk first, then of the oldest.</summary>
    private void Shed(Trace newest)
    {
        var enough = settings.MaxBytes * 3 / 8;
        foreach (var trace in byOrder.Values)
        {
            if (keptBytes <= enough) return;
            Free(trace);
        }
        // Those that are on disk only would make no room.
        foreach (var oldest in byOrder.Values.Where(t => t.Bytes > 0 && t != newest).ToList())
        {
            if (keptBytes <= enough) return;
            Drop(oldest);
            shed++;
        }
    }

    private void Free(Trace trace)
    {
        if (trace is not { Dirty: false, Saving: false, MemoryOnly: false, Bytes: > 0, Open: <= 0, Stored: { } summary } || file is null) return;
        keptBytes -= trace.Bytes;
        trace.Forget(summary);
    }

    private void Drop(Trace trace)
    {
        keptBytes -= trace.Bytes;
        byOrder.Remove(trace.Order);
        traces.Remove(trace.Id);
        if (trace.OnDisk || trace.Stored is not null) goneFromDisk.Add(trace.Id);
    }
}
