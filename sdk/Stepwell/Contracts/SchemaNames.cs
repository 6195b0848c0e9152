using System.Globalization;
using System.Text.RegularExpressions;

namespace Stepwell.Contracts;

/// <summary>Gives types the names under which documents hold their schemas.</summary>
internal static partial class SchemaNames
{
    /// <summary>Short names where they are unique, full ones where they are not.</summary>
    /// <param name="contracts">The contracts to name.</param>
    /// <param name="taken">Names that stand for something else.</param>
    public static Dictionary<Contract, string> Of(IEnumerable<Contract> contracts, IReadOnlyCollection<string> taken)
    {
        var names = new Dictionary<Contract, string>();
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var all = contracts.Distinct().OrderBy(c => c.Type.FullName, StringComparer.Ordinal).ToList();
        foreach (var group in all.GroupBy(c => Short(c.Type), StringComparer.OrdinalIgnoreCase))
        {
            var alone = group.Count() == 1 && !used.Contains(group.Key);
            foreach (var contract in group) names[contract] = Unique(alone ? Short(contract.Type) : Full(contract.Type), used);
        }
        return names;
    }

    private static string Unique(string name, HashSet<string> used)
    {
        var free = name;
        for (var i = 2; !used.Add(free); i++) free = name + i.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private static string Short(Type type)
    {
        if (type.IsArray) return Short(type.GetElementType()!) + "Array";
        var name = Clean(type.Name.Split('`')[0]);
        return type.IsGenericType ? $"{name}Of{string.Join("And", type.GenericTypeArguments.Select(Short))}" : name;
    }

    private static string Full(Type type)
    {
        var owner = type.DeclaringType is { } outer ? Full(outer) : Clean(type.Namespace ?? "");
        return owner.Length == 0 ? Short(type) : $"{owner}.{Short(type)}";
    }

    private static string Clean(string name) => NotAllowed().Replace(name.Split('`')[0], "_");

    [GeneratedRegex(@"[^A-Za-z0-9._-]")]
    private static partial Regex NotAllowed();
}
