using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>What one attempt has staged and read. Calls may come from several threads of one handler.</summary>
internal sealed partial class Effects(StepRuntime runtime, HandlerDefinition handler, string traceId, string home, string traceParent) : StepState
{
    private static readonly Dictionary<string, Staged> Nothing = [];
    private readonly Lock gate = new();
    private Dictionary<string, Staged>? staged;
    private Dictionary<string, StoredValue?>? reads;
    private Dictionary<string, string?>? readAs;
    private Dictionary<(string Group, string Key), OtherGroupChange>? others;
    private List<EventEnvelope>? events;
    private HashSet<string>? targets;
    private long bytes;
    private bool over;

    private readonly record struct Staged(byte[]? Json, string? Sensitive);

    public override string Group => home;

    /// <summary>Traces of others that events go to; they must exist.</summary>
    internal IReadOnlyCollection<string> TargetTraces => targets ?? (IReadOnlyCollection<string>)[];

    internal bool IsEmpty => staged is null && others is null && events is null;

    internal IReadOnlyList<EventEnvelope> Events => events ?? [];

    /// <summary>The last read that the store failed; null for none.</summary>
    internal Exception? StoreFailure { get; private set; }

    private int Operations => (staged?.Count ?? 0) + (others?.Count ?? 0) + (events?.Count ?? 0);

    public override ValueTask<T?> GetAsync<T>(string key) where T : default
    {
        Names.CheckKey(key);
        return GetCoreAsync<T>(key);
    }

    /// <summary>Reads without the rule on names, for the runner's own keys.</summary>
    internal async ValueTask<T?> GetCoreAsync<T>(string key)
    {
        lock (gate)
        {
            if (over) throw StepErrors.AttemptOver(handler.Name);
            if (staged is not null && staged.TryGetValue(key, out var own)) return Parse<T>(home, key, own.Json);
            if (reads is not null && reads.TryGetValue(key, out var seen)) return Parse<T>(home, key, seen?.Json);
        }
        var value = await ReadStoreAsync(home, key).ConfigureAwait(false);
        lock (gate)
        {
            reads ??= new(StringComparer.Ordinal);
            if (!reads.TryAdd(key, value)) value = reads[key];
            // What was read may be deleted or replaced by another type: history masks it as what it was.
            if (runtime.Contracts.Sensitive(typeof(T)) is { } sensitive) (readAs ??= new(StringComparer.Ordinal))[key] = sensitive.Text;
        }
        return Parse<T>(home, key, value?.Json);
    }

    public override async ValueTask<IReadOnlyDictionary<string, T>> ListAsync<T>(string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var result = await ListStoredAsync<T>(home, prefix).ConfigureAwait(false);
        lock (gate)
        {
            if (staged is not null)
                foreach (var (key, own) in staged)
                    Overlay(result, home, key, own.Json, prefix);
        }
        return result;
    }

    public override void Set<T>(string key, T value)
    {
        Names.CheckKey(key);
        SetCore(key, value);
    }

    /// <summary>Stages without the rule on names, for the runner's own keys.</summary>
    internal void SetCore<T>(string key, T value) => SetCore(key, value, runtime.Contracts.Sensitive(typeof(T))?.Text);

    /// <summary>The same, where the type does not tell what is sensitive.</summary>
    internal void SetCore<T>(string key, T value, string? sensitive) => Stage(key, new(Serialize(home, key, value), sensitive));

    public override void Delete(string key)
    {
        Names.CheckKey(key);
        Stage(key, default);
    }

    public override IStateGroup In(string group)
    {
        Names.CheckGroup(group);
        return group == home ? this : new OtherGroup(this, group);
    }

    internal void Emit<T>(T message, EmitOptions? options) where T : class
    {
        ArgumentNullException.ThrowIfNull(message);
        var topic = runtime.Catalog.TopicOf(message.GetType()) ?? runtime.Catalog.TopicOf(typeof(T));
        if (topic is null || !handler.Emits.Contains(topic.Type))
            throw StepErrors.UndeclaredEmit(handler.Name, message.GetType().Name, topic?.Name);
        var data = runtime.Contracts.Write(message, topic.Type);
        if (data.Length > Limits.EventBytes) throw StepErrors.EventTooLarge(topic.Name, data.Length);
        var now = runtime.Time.GetUtcNow();
        var envelope = EventMaker.Make(topic, message, data, handler.Name, traceId, now, options) with { TraceParent = traceParent };
        lock (gate)
        {
            CheckRoom($"the event on '{topic.Name}'", 1, data.Length);
            (events ??= []).Add(envelope);
            if (envelope.TraceId != traceId) (targets ??= []).Add(envelope.TraceId);
        }
    }

    /// <summary>Ends the attempt: whatever still runs of it can stage nothing more.</summary>
    internal void Close()
    {
        lock (gate) over = true;
    }

    internal List<StateChange> Changes()
    {
        if (staged is null) return [];
        var changes = new List<StateChange>(staged.Count);
        foreach (var (key, own) in staged)
        {
            StateGuard guard = reads is not null && reads.TryGetValue(key, out var seen) ? new(true, seen?.Version) : default;
            changes.Add(new(key, own.Json, guard, own.Sensitive));
        }
        return changes;
    }

    internal IReadOnlyList<OtherGroupChange> OtherChanges() => others is null ? [] : [.. others.Values];

    internal IReadOnlyList<RunChange> ForHistory()
    {
        if (staged is null && others is null) return [];
        var changes = new List<RunChange>(Operations);
        foreach (var (key, own) in staged ?? Nothing)
        {
            StoredValue? before = null;
            var wasRead = reads is not null && reads.TryGetValue(key, out before);
            changes.Add(new(home, key, before?.Json, wasRead, own.Json, own.Sensitive ?? readAs?.GetValueOrDefault(key)));
        }
        foreach (var change in OtherChanges())
            changes.Add(new(change.Group, change.Key, null, WasRead: false, change.Json, change.Sensitive));
        return changes;
    }

    private void Stage(string key, Staged value)
    {
        lock (gate)
        {
            staged ??= new(StringComparer.Ordinal);
            var replaced = staged.TryGetValue(key, out var old);
            CheckRoom($"the value of '{key}'", replaced ? 0 : 1, (value.Json?.Length ?? 0) - (old.Json?.Length ?? 0));
            staged[key] = value;
        }
    }

    private void CheckRoom(string what, int operations, long more)
    {
        if (over) throw StepErrors.AttemptOver(handler.Name);
        if (Operations + operations > Limits.CommitOperations) throw StepErrors.TooManyOperations(what);
        if (bytes + more > Limits.CommitBytes) throw StepErrors.CommitTooLarge(what, bytes + more);
        bytes += more;
    }

    private byte[] Serialize<T>(string group, string key, T value)
    {
        var json = runtime.Contracts.Write(value);
        return json.Length <= Limits.ValueBytes ? json : throw StepErrors.ValueTooLarge(group, key, json.Length);
    }

    private async ValueTask<StoredValue?> ReadStoreAsync(string group, string key)
    {
        try
        {
            return await runtime.Store.ReadAsync(group, key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            StoreFailure = e;
            throw;
        }
    }

    private async ValueTask<IReadOnlyList<StoredEntry>> ListStoreAsync(string group, string prefix)
    {
        try
        {
            return await runtime.Store.ListAsync(group, prefix, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            StoreFailure = e;
            throw;
        }
    }

    private T? Parse<T>(string group, string key, byte[]? json)
    {
        if (json is null) return default;
        try
        {
            return (T?)System.Text.Json.JsonSerializer.Deserialize(json, runtime.Contracts.Options.GetTypeInfo(typeof(T)));
        }
        catch (System.Text.Json.JsonException e)
        {
            throw StepErrors.UnreadableState(group, key, typeof(T).Name, e.Message);
        }
    }

    private async ValueTask<Dictionary<string, T>> ListStoredAsync<T>(string group, string prefix)
    {
        lock (gate)
            if (over)
                throw StepErrors.AttemptOver(handler.Name);
        var entries = await ListStoreAsync(group, prefix).ConfigureAwait(false);
        var result = new Dictionary<string, T>(entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            if (!Names.IsReserved(key))
                result[key] = Parse<T>(group, key, value.Json)!;
        return result;
    }

    private void Overlay<T>(Dictionary<string, T> result, string group, string key, byte[]? json, string prefix)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal) || Names.IsReserved(key)) return;
        if (json is null) result.Remove(key);
        else result[key] = Parse<T>(group, key, json)!;
    }
}
