namespace Stepwell.Contracts;

/// <summary>What is wrong with a value, by JSON path or parameter name, in order of finding.</summary>
public sealed class ContractErrors
{
    /// <summary>How many places are looked for in one value; then reading and validating stop.</summary>
    public const int MaxPlaces = 100;

    private Dictionary<string, List<string>>? all;

    /// <summary>True where nothing is wrong.</summary>
    public bool IsEmpty => all is null;

    /// <summary>True where <see cref="MaxPlaces"/> are wrong, so that looking further helps nobody.</summary>
    internal bool IsFull => all is { Count: >= MaxPlaces };

    /// <summary>Adds a finding.</summary>
    /// <param name="path">JSON path without the leading <c>$.</c>, e.g. <c>lines[0].quantity</c>; <c>$</c> for the whole; else a parameter's name.</param>
    /// <param name="message">What is wrong, one sentence.</param>
    public void Add(string path, string message)
    {
        all ??= new(StringComparer.Ordinal);
        if (!all.TryGetValue(path, out var messages)) all[path] = messages = [];
        if (!messages.Contains(message)) messages.Add(message);
    }

    /// <summary>True where something is wrong at a place already: what follows from that is not worth a word of its own.</summary>
    internal bool Has(string path) => all?.ContainsKey(path) ?? false;

    internal void CopyTo(ContractErrors other)
    {
        foreach (var (path, messages) in all ?? [])
            foreach (var message in messages) other.Add(path, message);
    }

    /// <summary>Adds what another found, at the places where nothing is wrong yet.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="rename">The name here of a place there.</param>
    internal void AddNew(ContractErrors found, Func<string, string> rename)
    {
        var known = all is null ? [] : new HashSet<string>(all.Keys, StringComparer.Ordinal);
        foreach (var (path, messages) in found.all ?? [])
        {
            var name = rename(path);
            if (known.Contains(name)) continue;
            foreach (var message in messages) Add(name, message);
        }
    }

    /// <summary>The findings as problem+json's <c>errors</c> has them.</summary>
    public IDictionary<string, string[]> ToDictionary() =>
        all?.ToDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal) ?? [];

    /// <summary>All findings in one line, for reasons and logs.</summary>
    public override string ToString() =>
        all is null ? "" : string.Join(" ", all.Select(p => $"{p.Key}: {string.Join(" ", p.Value)}"));
}
