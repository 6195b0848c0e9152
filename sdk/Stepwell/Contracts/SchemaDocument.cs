using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>A schema that stands alone: everything inline but types that hold themselves, which go to <c>$defs</c>.</summary>
internal static class SchemaDocument
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject Create(ContractUse root, JsonSerializerOptions options)
    {
        var names = SchemaNames.Of(Reachable(root).Where(c => c.IsRecursive && c.IsNamed), []);
        var writer = new SchemaWriter(options, c => names.TryGetValue(c, out var name) ? $"#/$defs/{name}" : null);
        var schema = new JsonObject { ["$schema"] = Dialect };
        foreach (var (key, value) in writer.Use(root).ToList()) schema[key] = value?.DeepClone();
        if (names.Count == 0) return schema;
        var definitions = new JsonObject();
        foreach (var (contract, name) in names.OrderBy(p => p.Value, StringComparer.Ordinal)) definitions[name] = writer.Definition(contract);
        schema["$defs"] = definitions;
        return schema;
    }

    /// <summary>A use's contracts and all that they hold.</summary>
    public static IEnumerable<Contract> Reachable(ContractUse root)
    {
        var reached = new HashSet<Contract>();
        var open = new Stack<Contract>();
        for (var use = root; use is not null; use = use.Element) open.Push(use.Contract);
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next)) continue;
            yield return next;
            foreach (var part in next.Parts()) open.Push(part);
        }
    }
}
