using System.Text.Json;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;

namespace Stepwell.Running;

/// <summary>What a join has collected; one guarded key of its home group.</summary>
internal sealed record JoinState(bool Done, Dictionary<string, JsonElement>? Events)
{
    internal static string Key(HandlerDefinition handler) => "$join:" + handler.Name;
}

/// <summary>Collects the events of a join.</summary>
internal static class Joins
{
    /// <summary>Adds an event.</summary>
    /// <param name="runtime">The app's runtime.</param>
    /// <param name="handler">The join.</param>
    /// <param name="effects">What the attempt stages.</param>
    /// <param name="arrived">The event that came.</param>
    /// <param name="message">The same, read.</param>
    /// <param name="keep">False for <c>OnFailure</c>: what failed is not done, so that a replay finds what had come before.</param>
    /// <returns>The messages in the trigger's order once all have come; null before, and after it was done.</returns>
    internal static async ValueTask<object[]?> CollectAsync(StepRuntime runtime, HandlerDefinition handler, Effects effects, EventEnvelope arrived, object message, bool keep)
    {
        var key = JoinState.Key(handler);
        var state = await effects.GetCoreAsync<JoinState>(key).ConfigureAwait(false);
        if (state is { Done: true }) return null;
        var events = state?.Events ?? new(StringComparer.Ordinal);
        if (events.ContainsKey(arrived.Topic)) return null;
        if (events.Count + 1 < handler.Topics.Count)
        {
            if (!keep) return null;
            using var data = JsonDocument.Parse(arrived.Data);
            events[arrived.Topic] = data.RootElement.Clone();
            effects.SetCore(key, new JoinState(false, events), Sensitive(runtime, events.Keys));
            return null;
        }
        if (keep) effects.SetCore(key, new JoinState(true, null));
        return Messages(runtime, handler, events, arrived.Topic, message);
    }

    /// <summary>What is sensitive in the events stays so while the join keeps them.</summary>
    private static string? Sensitive(StepRuntime runtime, IEnumerable<string> topics)
    {
        var kept = new SensitiveNode();
        foreach (var topic in topics)
            if (runtime.Catalog.Topic(topic) is { } definition && runtime.Contracts.Sensitive(definition.Type) is { } paths)
                kept.Members[topic] = paths.Root;
        if (kept.IsEmpty) return null;
        var root = new SensitiveNode();
        root.Members["events"] = kept;
        return new SensitivePaths(root).Text;
    }

    private static object[] Messages(StepRuntime runtime, HandlerDefinition handler, Dictionary<string, JsonElement> events, string topic, object message)
    {
        var messages = new object[handler.Topics.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var definition = runtime.Catalog.TopicOf(handler.Topics[i])!;
            if (definition.Name == topic)
            {
                messages[i] = message;
                continue;
            }
            var errors = new ContractErrors();
            var stored = JsonSerializer.SerializeToUtf8Bytes(events[definition.Name]);
            messages[i] = runtime.Contracts.Read(definition.Type, stored, errors) is { } read && errors.IsEmpty
                ? read
                : throw new EventRejectedException($"The event on '{definition.Name}' that the join kept no longer fits its record. {errors}");
        }
        return messages;
    }
}
