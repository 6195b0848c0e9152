using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>What one attempt has staged and read. Calls may come from several threads of one handler.</summary>
internal sealed partial class Effects(StepRuntime runtime, RunRecord run, string home) : StepState
{
    private readonly HandlerDefinition handler = run.Handler;
    private readonly Lock gate = new();
    private List<StateChange>? staged;
    private Dictionary<string, StoredValue?>? reads;
    private Dictionary<string, string?>? readAs;
    private Dictionary<(string Group, string Key), OtherGroupChange>? others;
    private List<EventEnvelope>? events;
    private string? traceParent;
    private HashSet<string>? targets;
    private long bytes;
    private bool over;

    public override string Group => home;

    /// <summary>Traces of others that events go to; they must exist.</summary>
    internal IReadOnlyCollection<string> TargetTraces => targets ?? (IReadOnlyCollection<string>)[];

    internal bool IsEmpty => staged is null && others is null && events is null;

    internal IReadOnlyList<EventEnvelope> Events => events ?? (IReadOnlyList<EventEnvelope>)[];

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
            if (PlaceOf(key) is { } place) return Parse<T>(home, key, staged![place].Json);
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
                foreach (var own in staged)
                    Overlay(result, home, own.Key, own.Json, prefix);
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
    internal void SetCore<T>(string key, T value, string? sensitive) => Stage(new(key, Serialize(home, key, value), default, sensitive));

    public override void Delete(string key)
    {
        Names.CheckKey(key);
        Stage(new(key, null));
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
        var envelope = EventMaker.Make(topic, message, data, handler.Name, run.TraceId, now, options) with { TraceParent = traceParent ??= run.Span.TraceParent };
        lock (gate)
        {
            CheckRoom("event on", topic.Name, null, 1, data.Length);
            (events ??= []).Add(envelope);
            if (envelope.TraceId != run.TraceId) (targets ??= []).Add(envelope.TraceId);
        }
    }

    /// <summary>Ends the attempt: whatever still runs of it can stage nothing more.</summary>
    internal void Close()
    {
        lock (gate) over = true;
    }

    /// <summary>The changes of the home group, guarded where they were read. To be asked for after <see cref="Close"/>.</summary>
    internal IReadOnlyList<StateChange> Changes()
    {
        if (staged is null) return [];
        if (reads is null) return staged;
        var changes = new List<StateChange>(staged.Count);
        foreach (var own in staged) changes.Add(reads.TryGetValue(own.Key, out var seen) ? own with { Guard = new(true, seen?.Version) } : own);
        return changes;
    }

    internal IReadOnlyList<OtherGroupChange> OtherChanges() => others is null ? [] : [.. others.Values];

    internal IReadOnlyList<RunChange> ForHistory()
    {
        if (staged is null && others is null) return [];
        var changes = new List<RunChange>(Operations);
        foreach (var own in staged ?? [])
        {
            StoredValue? before = null;
            var wasRead = reads is not null && reads.TryGetValue(own.Key, out before);
            changes.Add(new(home, own.Key, before?.Json, wasRead, own.Json, own.Sensitive ?? readAs?.GetValueOrDefault(own.Key)));
        }
        foreach (var change in OtherChanges())
            changes.Add(new(change.Group, change.Key, null, WasRead: false, change.Json, change.Sensitive));
        return changes;
    }

    private void Stage(StateChange change)
    {
        lock (gate)
        {
            var place = PlaceOf(change.Key);
            CheckRoom("value of", change.Key, null, place is null ? 1 : 0, (change.Json?.Length ?? 0) - (place is { } old ? staged![old].Json?.Length ?? 0 : 0));
            if (place is { } at) staged![at] = change;
            else (staged ??= []).Add(change);
        }
    }

    /// <summary>Where a key is staged; null where it is not. A list will do: a commit has few keys.</summary>
    private int? PlaceOf(string key)
    {
        for (var i = 0; i < staged?.Count; i++)
            if (staged[i].Key == key)
                return i;
        return null;
    }

    private void CheckRoom(string kind, string name, string? group, int operations, long more)
    {
        if (over) throw StepErrors.AttemptOver(handler.Name);
        if (Operations + operations > Limits.CommitOperations) throw StepErrors.TooManyOperations(What());
        if (bytes + more > Limits.CommitBytes) throw StepErrors.CommitTooLarge(What(), bytes + more);
        bytes += more;

        string What() => group is null ? $"the {kind} '{name}'" : $"the {kind} '{name}' in '{group}'";
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
