using System.Globalization;
using System.Text;

namespace Stepwell.Generators.Text;

/// <summary>Writes compact JSON. What is absent, false, or empty is left out by the callers' choice of method.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder text = new();
    private bool comma;

    public override string ToString() => text.ToString();

    public JsonText Object(Action<JsonText> members) => Bracket('{', members, '}');

    public JsonText Member(string name, string? value)
    {
        if (value is null) return this;
        Name(name);
        return Value(value);
    }

    public JsonText Member(string name, double value)
    {
        Name(name);
        return Raw(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Written only where true.</summary>
    public JsonText Flag(string name, bool value)
    {
        if (!value) return this;
        Name(name);
        return Raw("true");
    }

    public JsonText Member(string name, bool value)
    {
        Name(name);
        return Raw(value ? "true" : "false");
    }

    public JsonText Member(string name, Action<JsonText> members)
    {
        Name(name);
        return Object(members);
    }

    /// <summary>Written only where there are items.</summary>
    public JsonText Array<T>(string name, IReadOnlyCollection<T> items, Action<JsonText, T> write)
    {
        if (items.Count == 0) return this;
        Name(name);
        return Bracket('[', json => { foreach (var item in items) write(json, item); }, ']');
    }

    public JsonText Array(string name, IEnumerable<string> items) => Array(name, items.ToList(), (json, item) => json.Value(item));

    public JsonText Value(string value)
    {
        Separate();
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\u2028' or '\u2029': text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
        comma = true;
        return this;
    }

    private void Name(string name)
    {
        Value(name);
        text.Append(':');
        comma = false;
    }

    private JsonText Raw(string raw)
    {
        Separate();
        text.Append(raw);
        comma = true;
        return this;
    }

    private JsonText Bracket(char open, Action<JsonText> inner, char close)
    {
        Separate();
        text.Append(open);
        comma = false;
        inner(this);
        text.Append(close);
        comma = true;
        return this;
    }

    private void Separate()
    {
        if (comma) text.Append(',');
    }
}
