using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Traces;

/// <summary>A line of log as it is kept: cheap to make, for far more are written than read.</summary>
internal sealed class LogEntry
{
    private const int MaxValues = 32;
    private const int MaxValue = 1024;
    private const int MaxItems = 100;
    private const string Template = "{OriginalFormat}";

    internal long Number { get; set; }

    internal required DateTimeOffset At { get; init; }

    internal required LogLevel Level { get; init; }

    internal required string Category { get; init; }

    internal required string Message { get; init; }

    internal required string? TraceId { get; init; }

    internal required string? SpanId { get; init; }

    internal required string? Step { get; init; }

    internal required string? Exception { get; init; }

    internal required KeyValuePair<string, object?>[] Values { get; init; }

    /// <summary>About what it takes of memory.</summary>
    internal int Bytes
    {
        get
        {
            var bytes = 300 + (2 * (Message.Length + (Exception?.Length ?? 0)));
            foreach (var (_, value) in Values) bytes += 48 + (2 * ((value as string)?.Length ?? 0));
            return bytes;
        }
    }

    internal LogLine ToLine() => new(At, Level.ToString(), Category, Message, TraceId, SpanId, Step, Exception) { Number = Number, Values = Values.Length == 0 ? null : Object() };

    /// <summary>The values of a message, as they are now: what may change later is turned into text.</summary>
    internal static KeyValuePair<string, object?>[] ValuesOf(object? state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } values) return [];
        var kept = new List<KeyValuePair<string, object?>>(values.Count);
        for (var i = 0; i < values.Count && kept.Count < MaxValues; i++)
            if (values[i].Key != Template)
                kept.Add(new(values[i].Key, Fixed(values[i].Value)));
        return [.. kept];
    }

    private static object? Fixed(object? value) => value switch
    {
        null or bool or int or long or double or decimal => value,
        string text => ShortText.Of(text, MaxValue),
        IEnumerable items => ShortText.Of(string.Join(", ", items.Cast<object?>().Take(MaxItems).Select(i => Convert.ToString(i, CultureInfo.InvariantCulture))), MaxValue),
        _ => ShortText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", MaxValue),
    };

    private JsonObject Object()
    {
        var json = new JsonObject();
        // A name may stand in a message twice. What JSON has no number for, such as infinity, is written as a text.
        foreach (var (name, value) in Values)
            json[name] = value is double number && !double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : JsonSerializer.SerializeToNode(value);
        return json;
    }
}
