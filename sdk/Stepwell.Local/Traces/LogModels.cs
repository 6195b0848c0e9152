namespace Stepwell.Local.Traces;

/// <summary>Which lines of log to list.</summary>
public sealed record LogQuery
{
    /// <summary>The number of the last line that is known: only newer ones are listed. 0, or one that was not given out since the start of the host, for all.</summary>
    public long After { get; init; }

    /// <summary>Of this level (<c>Trace</c> to <c>Critical</c>) or a higher one; null for all.</summary>
    public string? Level { get; init; }

    /// <summary>Of this step or handler; null for all.</summary>
    public string? Step { get; init; }

    /// <summary>Of this trace; null for all.</summary>
    public string? Trace { get; init; }

    /// <summary>With this text in message, category, step or exception; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>At most so many, the newest; 1 to 1000.</summary>
    public int Count { get; init; } = 50;
}

/// <summary>Lines of log.</summary>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="Last">The number of the newest line that was looked at: what to ask on from.</param>
/// <param name="LeftOut">Lines that match too and are older than those listed, beyond the count that was asked for.</param>
/// <param name="Gone">Lines newer than the one asked on from that were let go before they could be looked at, whether they match or not.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, long Last, int LeftOut, long Gone);
