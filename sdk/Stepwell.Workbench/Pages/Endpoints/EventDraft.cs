using System.Globalization;
using System.Text.Json.Nodes;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>What somebody has typed into the form of an event.</summary>
public sealed class EventDraft
{
    public string Body { get; set; } = "";

    /// <summary>In seconds; empty for none.</summary>
    public string Delay { get; set; } = "";

    public string OrderingKey { get; set; } = "";

    public string DeduplicationId { get; set; } = "";

    public string TraceId { get; set; } = "";

    /// <summary>What the host refused, until it is edited; by the names that the host gives.</summary>
    public IReadOnlyList<SchemaProblem> Refused { get; set; } = [];

    /// <summary>Why it was refused where no field is to blame.</summary>
    public string? Failure { get; set; }

    public SentEvent? Sent { get; set; }

    /// <summary>What the host refused of the data, by its paths within them.</summary>
    public IReadOnlyList<SchemaProblem> DataRefused =>
        [.. Refused.Where(r => r.Path.StartsWith("data", StringComparison.Ordinal)).Select(r => r with { Path = r.Path[4..].TrimStart('.') is { Length: > 0 } path ? path : "$" })];

    internal static bool TryDelay(string text, out long? ms)
    {
        ms = null;
        if (text.Trim().Length == 0) return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds > 365 * 24 * 3600) return false;
        ms = (long)(seconds * 1000);
        return true;
    }

    internal NewEvent Write(string topic)
    {
        if (!TryDelay(Delay, out var delay)) throw new FormatException();
        return new(topic, JsonText.Parse(Body), SearchText.Words(TraceId), delay, SearchText.Words(OrderingKey), SearchText.Words(DeduplicationId));
    }
}
