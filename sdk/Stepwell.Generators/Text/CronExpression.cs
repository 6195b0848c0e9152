using System.Globalization;

namespace Stepwell.Generators.Text;

/// <summary>Checks NCRONTAB expressions as NCrontab.Signed reads them, seconds included. A test holds the two together.</summary>
internal static class CronExpression
{
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly Field[] Fields =
    [
        new("second", 0, 59, null), new("minute", 0, 59, null), new("hour", 0, 23, null),
        new("day", 1, 31, null), new("month", 1, 12, Months), new("weekday", 0, 6, Days),
    ];

    /// <summary>The expression with six fields; null with a reason where it is wrong.</summary>
    public static string? Normalize(string expression, out string? error)
    {
        var texts = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length == 5) texts = ["0", .. texts];
        if (texts.Length != 6)
        {
            error = $"it has {texts.Length} fields, not six (second minute hour day month weekday) or five (without the second)";
            return null;
        }
        for (var i = 0; i < texts.Length; i++)
        {
            if (Fields[i].Check(texts[i]) is not { } wrong) continue;
            error = $"the {Fields[i].Name} '{texts[i]}' {wrong}";
            return null;
        }
        error = null;
        return string.Join(" ", texts);
    }

    private sealed class Field(string name, int min, int max, string[]? names)
    {
        public string Name { get; } = name;

        public string? Check(string text)
        {
            if (text.Length == 0) return "has an empty part";
            if (text.IndexOf(',') > 0) return text.Split(',').Select(Check).FirstOrDefault(e => e is not null);

            var slash = text.IndexOf('/');
            if (slash > 0)
            {
                if (!Number(text.Substring(slash + 1), out _)) return "has a step that is no number";
                text = text.Substring(0, slash);
            }
            if (text == "*") return null;
            var dash = text.IndexOf('-');
            if (dash <= 0) return Value(text, out _);
            return Value(text.Substring(0, dash), out _) ?? Value(text.Substring(dash + 1), out _);
        }

        private string? Value(string text, out int value)
        {
            value = 0;
            if (text.Length == 0) return "has an empty part";
            if (text[0] is >= '0' and <= '9')
            {
                if (!Number(text, out value)) return $"has '{text}', which is no number";
                return value < min || value > max ? $"has {value}, which is not from {min} to {max}" : null;
            }
            if (names is null) return $"has '{text}', which is no number";
            value = Array.FindIndex(names, n => n.StartsWith(text, StringComparison.OrdinalIgnoreCase));
            if (value < 0) return $"has '{text}', which is no number and no English name";
            value += min;
            return null;
        }

        private static bool Number(string text, out int value) =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
    }
}
