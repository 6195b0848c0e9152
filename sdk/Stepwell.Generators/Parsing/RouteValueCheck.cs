using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds parameters that are read from the query although a route value that nothing takes has nearly their name.</summary>
internal static class RouteValueCheck
{
    private const int Typos = 2;

    public static void Run(HandlerDraft draft, IReadOnlyList<ArgumentModel> arguments, GroupModel? group, ParseContext context)
    {
        var all = arguments.SelectMany(a => a.Members.Count > 0 ? a.Members.AsEnumerable() : [a]).ToList();
        var taken = new HashSet<string>(all.Where(a => a.Source == ArgumentSource.Route).Select(a => a.Wire), StringComparer.OrdinalIgnoreCase);
        foreach (var part in group?.Parts ?? default)
            if (part.Kind == GroupPartKind.RouteValue) taken.Add(part.Text);
        foreach (var route in draft.Triggers.Routes)
            foreach (var value in route.Parameters.Where(v => !taken.Contains(v)))
                if (all.FirstOrDefault(a => IsMeantFor(a, value, draft)) is { } argument)
                    Report(draft, argument, value, route, context);
    }

    // What is written [FromQuery] is meant so.
    private static bool IsMeantFor(ArgumentModel argument, string value, HandlerDraft draft) =>
        argument is { Source: ArgumentSource.Query, Value.List: null }
        && draft.Method.Parameters.FirstOrDefault(p => p.Name == argument.Name)?.BindingSource() is null
        && AreAlike(argument.Wire, value);

    private static bool AreAlike(string name, string value)
    {
        var (a, b) = (Words(name), Words(value));
        var (few, many) = a.Count <= b.Count ? (a, b) : (b, a);
        return few.SequenceEqual(many.Take(few.Count)) || few.SequenceEqual(many.Skip(many.Count - few.Count))
            || (Math.Min(name.Length, value.Length) > 2 * Typos && Distance(name.ToLowerInvariant(), value.ToLowerInvariant()) <= Typos);
    }

    /// <summary>The words of a name in camel, kebab or snake case.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !(char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])) && name[i] is not ('-' or '_')) continue;
            if (name.Substring(start, i - start).Trim('-', '_') is { Length: > 0 } word) words.Add(word.ToLowerInvariant());
            start = i;
        }
        return words;
    }

    /// <summary>How many letters are to be put in, taken out or changed (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }

    private static void Report(HandlerDraft draft, ArgumentModel argument, string value, RouteModel route, ParseContext context)
    {
        ISymbol at = draft.Method.Parameters.FirstOrDefault(p => p.Name == argument.Name) ?? (ISymbol)draft.Method;
        context.Report(Problems.UnusedRouteValue, at, draft.Name, argument.Name, value, route.Template);
    }
}
