using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Walks edited JSON beside the stored one, and unmasks what a person left masked.</summary>
internal sealed class SensitiveRestore(ContractErrors errors)
{
    private const string StillMasked = "The value is masked, and there is no one stored value that stands for it. Give the value itself.";

    private readonly JsonPath path = new();

    /// <summary>What is stored at a place; a stored null is not the same as nothing.</summary>
    public readonly record struct Stored(bool Exists, JsonNode? Value);

    public JsonNode? Value(SensitiveNode node, JsonNode? edited, Stored stored)
    {
        if (node.IsMasked)
        {
            if (!IsMask(edited)) return edited;
            if (stored.Exists) return stored.Value?.DeepClone();
            errors.Add(path.ToString(), StillMasked);
            return edited;
        }
        if (edited is JsonObject members) Members(node, members, stored.Value as JsonObject);
        else if (edited is JsonArray items && node.Element is { } element) Items(element, items, stored.Value as JsonArray);
        return edited;
    }

    private void Members(SensitiveNode node, JsonObject edited, JsonObject? stored)
    {
        foreach (var (name, value) in edited.ToList())
        {
            if (node.Member(name) is not { } below) continue;
            path.Push(name);
            var restored = Value(below, value, Find(node, stored, name));
            if (!ReferenceEquals(restored, value)) edited[name] = restored;
            path.Pop();
        }
    }

    /// <summary>Declared members are read in any case; the keys of a map are not.</summary>
    private static Stored Find(SensitiveNode node, JsonObject? stored, string name)
    {
        if (stored is null) return default;
        if (stored.TryGetPropertyValue(name, out var exact)) return new(true, exact);
        if (!node.Members.ContainsKey(name)) return default;
        var other = stored.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new(other.Key is not null, other.Value);
    }

    /// <summary>Elements have no names, and may have been moved, removed and added: each is matched by what of it is not masked.</summary>
    private void Items(SensitiveNode element, JsonArray edited, JsonArray? stored)
    {
        var matches = Match(element, edited, stored ?? []);
        for (var i = 0; i < edited.Count; i++)
        {
            path.Push(i);
            var restored = Value(element, edited[i], matches[i]);
            if (!ReferenceEquals(restored, edited[i])) edited[i] = restored;
            path.Pop();
        }
    }

    private static Stored[] Match(SensitiveNode element, JsonArray edited, JsonArray stored)
    {
        var shown = stored.Select(s => Masked(element, s?.DeepClone())).ToList();
        var found = new Stored[edited.Count];
        var free = Enumerable.Range(0, stored.Count).ToHashSet();
        for (var i = 0; i < edited.Count; i++)
        {
            var same = free.Where(s => JsonNode.DeepEquals(shown[s], edited[i])).ToList();
            // Of several that look alike, only an unchanged list tells which is which.
            var match = same.Contains(i) && edited.Count == stored.Count ? i : same is [var only] ? only : -1;
            if (match < 0) continue;
            found[i] = new(true, stored[match]);
            free.Remove(match);
        }
        if (edited.Count != stored.Count) return found;
        for (var i = 0; i < edited.Count; i++)
            if (!found[i].Exists && free.Contains(i)) found[i] = new(true, stored[i]);
        return found;
    }

    /// <summary>The value as people see it.</summary>
    private static JsonNode? Masked(SensitiveNode node, JsonNode? value)
    {
        if (node.IsMasked) return SensitivePaths.Mask;
        if (value is JsonObject members)
        {
            foreach (var name in members.Select(m => m.Key).ToList())
                if (node.Member(name) is { } below) Replace(members[name], Masked(below, members[name]), shown => members[name] = shown);
        }
        else if (value is JsonArray items && node.Element is { } element)
        {
            for (var i = 0; i < items.Count; i++) Replace(items[i], Masked(element, items[i]), shown => items[i] = shown);
        }
        return value;
    }

    private static void Replace(JsonNode? before, JsonNode? after, Action<JsonNode?> put)
    {
        if (!ReferenceEquals(before, after)) put(after);
    }

    private static bool IsMask(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var mask) && mask == SensitivePaths.Mask;
}
