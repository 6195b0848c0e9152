using System.Collections;
using System.Globalization;
using System.Text;

namespace Stepwell.Contracts;

/// <summary>Renders a log message's template as the platform's own loggers do.</summary>
internal static class LogTemplate
{
    /// <summary>The text of a template such as <c>Paid {Amount,8:N2} with {Card}</c>.</summary>
    public static string Render(string template, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var text = new StringBuilder(template.Length + 32);
        var hole = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c) text.Append(template[i++]);
            else if (c == '{' && template.IndexOf('}', i) is > 0 and var end)
            {
                Append(text, template[(i + 1)..end], values, hole++);
                i = end;
            }
            else text.Append(c);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string hole, IReadOnlyList<KeyValuePair<string, object?>> values, int number)
    {
        var end = hole.AsSpan().IndexOfAny(',', ':');
        var name = end < 0 ? hole : hole[..end];
        if (!TryFind(name.Trim(), values, number, out var value)) text.Append('{').Append(hole).Append('}');
        else text.AppendFormat(CultureInfo.InvariantCulture, $"{{0{(end < 0 ? "" : hole[end..])}}}", Readable(value));
    }

    /// <summary>Values come in the order of the holes; where they do not, the name decides.</summary>
    private static bool TryFind(string name, IReadOnlyList<KeyValuePair<string, object?>> values, int number, out object? value)
    {
        if (number < values.Count && values[number].Key == name)
        {
            value = values[number].Value;
            return true;
        }
        foreach (var pair in values)
        {
            if (!string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)) continue;
            value = pair.Value;
            return true;
        }
        value = null;
        return false;
    }

    private static object Readable(object? value) => value switch
    {
        null => "(null)",
        string or IFormattable => value,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture) ?? "(null)")),
        _ => value,
    };
}
