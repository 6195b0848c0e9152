namespace Stepwell.Bus;

/// <summary>The application properties that messages carry beside the envelope.</summary>
public static class MessageProperties
{
    /// <summary>The one subscription it is for; absent for all. Every subscription has the filter <see cref="FilterFor"/>.</summary>
    public const string To = "sw_to";

    /// <summary>Of a copy: the number of the attempt that its first delivery is. Absent: 1.</summary>
    public const string Attempt = "sw_attempt";

    /// <summary>Of a copy: how often the attempt was given back uncounted. Absent: 0.</summary>
    public const string Returns = "sw_returns";

    /// <summary>Of a copy: why the attempt before was not seen to its end. Absent: it was, or there was none.</summary>
    public const string Lost = "sw_lost";

    /// <summary>Our trace id, for those who look at messages.</summary>
    public const string TraceId = "sw_trace";

    /// <summary>The W3C context of the emitting span.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>The W3C vendor state.</summary>
    public const string TraceState = "tracestate";

    /// <summary>The same as <see cref="TraceParent"/>, under the name that the Azure client libraries read.</summary>
    public const string DiagnosticId = "Diagnostic-Id";

    /// <summary>The SQL filter of a step's subscription: what is for all, and what is for it.</summary>
    /// <param name="handler">The handler, which is the subscription's name too (with <c>.s</c> where it is ordered).</param>
    public static string FilterFor(string handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return $"{To} IS NULL OR {To} = '{handler.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
