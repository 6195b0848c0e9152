using Stepwell.Storage;

namespace Stepwell.Running;

/// <summary>Groups other than the home group.</summary>
internal sealed partial class Effects
{
    /// <summary>A group other than the home group.</summary>
    private sealed class OtherGroup(Effects effects, string group) : IStateGroup
    {
        public string Group => group;

        public async ValueTask<T?> GetAsync<T>(string key)
        {
            Names.CheckKey(key);
            lock (effects.gate)
            {
                if (effects.over) throw StepErrors.AttemptOver(effects.HandlerName);
                if (effects.others is not null && effects.others.TryGetValue((group, key), out var own)) return effects.Parse<T>(group, key, own.Json);
            }
            var value = await effects.ReadStoreAsync(group, key).ConfigureAwait(false);
            return effects.Parse<T>(group, key, value?.Json);
        }

        public async ValueTask<IReadOnlyDictionary<string, T>> ListAsync<T>(string prefix = "")
        {
            ArgumentNullException.ThrowIfNull(prefix);
            var result = await effects.ListStoredAsync<T>(group, prefix).ConfigureAwait(false);
            lock (effects.gate)
            {
                foreach (var change in effects.OtherChanges())
                    if (change.Group == group)
                        effects.Overlay(result, group, change.Key, change.Json, prefix);
            }
            return result;
        }

        public void Set<T>(string key, T value)
        {
            Names.CheckKey(key);
            effects.StageOther(new(group, key, effects.Serialize(group, key, value), effects.SensitiveText<T>()));
        }

        public void Delete(string key)
        {
            Names.CheckKey(key);
            effects.StageOther(new(group, key, null));
        }
    }

    private string HandlerName => handler.Name;

    private string? SensitiveText<T>() => runtime.Contracts.Sensitive(typeof(T))?.Text;

    private void StageOther(OtherGroupChange change)
    {
        lock (gate)
        {
            others ??= [];
            var replaced = others.TryGetValue((change.Group, change.Key), out var old);
            CheckRoom("value of", change.Key, change.Group, replaced ? 0 : 1, (change.Json?.Length ?? 0) - (old?.Json?.Length ?? 0));
            others[(change.Group, change.Key)] = change;
        }
    }
}
