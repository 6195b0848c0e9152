using System.Text;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Stores;

/// <summary>What every store does behind its port, without any host.</summary>
public abstract partial class StoreConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IStoreUnderTest> OpenAsync();

    private static StepCommit Commit(string group, params StateChange[] changes) => new()
    {
        Id = TraceIds.NewSpan(), HomeGroup = group, TraceId = group, Handler = "Call", At = Now, Mark = new("Call:" + TraceIds.New()), Changes = changes,
    };

    /// <summary>Commits and relays, as the runner does.</summary>
    private static async Task<CommitOutcome> SaveAsync(IStoreUnderTest under, StepCommit commit)
    {
        var outcome = await under.Store.CommitAsync(commit, None);
        if (outcome == CommitOutcome.Committed) await under.Store.RelayAsync(commit, None);
        await under.SettleAsync();
        return outcome;
    }

    private static StateChange Set(string key, string json) => new(key, Encoding.UTF8.GetBytes(json));

    private static StateChange Guarded(string key, string? json, StoredValue? seen) =>
        new(key, json is null ? null : Encoding.UTF8.GetBytes(json), new StateGuard(true, seen?.Version));

    private static async Task<string?> ReadAsync(IStoreUnderTest under, string group, string key) =>
        await under.Store.ReadAsync(group, key, None) is { } value ? Encoding.UTF8.GetString(value.Json) : null;

    private static EventEnvelope Event(string topic, string json, string? trace = null, string? to = null) => new()
    {
        Id = TraceIds.New(), Topic = topic, Source = "Call", Time = Now, TraceId = trace ?? TraceIds.New(), Data = Encoding.UTF8.GetBytes(json),
        OrderingKey = trace ?? "key", To = to, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };
}
