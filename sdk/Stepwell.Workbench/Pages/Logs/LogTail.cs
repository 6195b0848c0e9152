using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Pages.Logs;

/// <summary>
/// The newest lines that match. While it follows, new ones come at the end, in batches however fast they are written, and the oldest go;
/// while it does not, what is shown stays and what comes is counted.
/// </summary>
internal sealed class LogTail(IIntrospection host)
{
    /// <summary>The most rows at once.</summary>
    public const int MaxRows = 5000;

    private List<LogRow> rows = [];
    private LogFilter filter = new();
    private long last;
    private long gaps;

    /// <summary>The rows, oldest first. Another list after each change.</summary>
    public IReadOnlyList<LogRow> Rows => rows;

    /// <summary>What is shown; when it is changed, all begins anew.</summary>
    public LogFilter Filter
    {
        get => filter;
        set => (filter, rows, last, Came, CameAtLeast, Following) = (value, [], 0, 0, false, true);
    }

    public bool Following { get; set; } = true;

    /// <summary>How many lines that match came since it follows no more.</summary>
    public int Came { get; private set; }

    /// <summary>True where more than <see cref="Came"/> may have come: the host keeps so many lines, and these are newer.</summary>
    public bool CameAtLeast { get; private set; }

    /// <summary>Asks for what is new.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var (asked, following) = (filter, Following);
        var page = await host.LogsAsync(asked.Query(last, following ? IntrospectionLimits.MaxCount : 1), cancellation);
        // Meanwhile something else was asked for: that comes next.
        if (asked != filter || following != Following) return;
        (Came, CameAtLeast) = following ? (0, false) : (page.Lines.Count + page.LeftOut, page.Gone > 0);
        if (!following) return;
        var gap = GapText(page.LeftOut, page.Gone, last == 0);
        last = page.Last;
        if (page.Lines.Count == 0 && gap is null) return;
        var next = new List<LogRow>(rows.Count + page.Lines.Count + 1);
        next.AddRange(rows);
        if (gap is not null) next.Add(new(--gaps, null, gap));
        next.AddRange(page.Lines.Select(l => new LogRow(l.Number ?? 0, l)));
        if (next.Count > MaxRows) next.RemoveRange(0, next.Count - MaxRows);
        rows = next;
    }

    private static string? GapText(int leftOut, long gone, bool first) => (leftOut, gone) switch
    {
        (0, 0) => null,
        (_, 0) when first => $"{Format.Count(leftOut)} older {Lines(leftOut)} left out",
        (_, 0) => $"{Format.Count(leftOut)} {Lines(leftOut)} left out: they came faster than they are shown",
        (0, _) => $"{Format.Count(gone)} {Lines(gone)} of the app went by unread: they came faster than they are kept",
        _ => $"{Format.Count(leftOut)} {Lines(leftOut)} left out, and {Format.Count(gone)} of the app went by unread: they came too fast",
    };

    private static string Lines(long count) => count == 1 ? "line" : "lines";
}
