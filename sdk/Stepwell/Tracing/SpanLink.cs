using System.Diagnostics;
using System.Globalization;

namespace Stepwell.Tracing;

/// <summary>The W3C context of one span: what it hands on, and its parent.</summary>
/// <param name="W3CTraceId">The operation: 32 hex. It is not our trace id.</param>
/// <param name="SpanId">The span: 16 hex.</param>
/// <param name="ParentSpanId">The span before; null for a root.</param>
/// <param name="State">The W3C vendor state; null for none.</param>
/// <param name="Sampled">Whether the sampled flag is handed on.</param>
public readonly record struct SpanLink(string W3CTraceId, string SpanId, string? ParentSpanId, string? State, bool Sampled)
{
    /// <summary>The header that the next hop gets.</summary>
    public string TraceParent => string.Create(CultureInfo.InvariantCulture, $"00-{W3CTraceId}-{SpanId}-{(Sampled ? "01" : "00")}");

    /// <summary>A span below a W3C header; a root where the header is missing or malformed.</summary>
    public static SpanLink Below(string? traceParent, string? traceState)
    {
        if (traceParent is not null && ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var context))
            return new(context.TraceId.ToHexString(), TraceIds.NewSpan(), context.SpanId.ToHexString(), traceState, context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
        return new(ActivityTraceId.CreateRandom().ToHexString(), TraceIds.NewSpan(), null, null, Sampled: true);
    }

    /// <summary>The span of an activity.</summary>
    public static SpanLink Of(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var parent = activity.ParentSpanId;
        return new(activity.TraceId.ToHexString(), activity.SpanId.ToHexString(), parent == default ? null : parent.ToHexString(), activity.TraceStateString, activity.Recorded);
    }
}
