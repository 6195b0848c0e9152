using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>
/// The newest dead letters, and those of them that match and that are ticked. A look at their number and the newest tells cheaply that
/// something changed; the more there are, the longer it is before they are all read again for it.
/// </summary>
public sealed class LetterList(IIntrospection host, TimeProvider time)
{
    /// <summary>So many are read for each second that they then stay as they are.</summary>
    private const int PerSecond = 100;

    /// <summary>What was edited, or discarded beyond those that are counted, is seen by nothing but reading again.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> ticked = new(StringComparer.Ordinal);
    private LetterFilter filter = new();
    private IReadOnlyList<DeadLetterInfo> read = [];
    private int wanted = IntrospectionLimits.MaxCount;
    private (string? Trace, int? Total, string? Newest)? seen;
    private long readAt;

    /// <summary>What is shown. Ticks of what is no longer shown are taken away: nothing out of sight is replayed or discarded.</summary>
    public LetterFilter Filter
    {
        get => filter;
        set
        {
            filter = value;
            Narrow();
        }
    }

    /// <summary>Those that match, newest first.</summary>
    public IReadOnlyList<DeadLetterInfo> Shown { get; private set; } = [];

    /// <summary>Those that are ticked, in the order shown.</summary>
    public IReadOnlyList<DeadLetterInfo> Ticked { get; private set; } = [];

    /// <summary>How many were read, of all steps, within the trace where one is given.</summary>
    public int Total => read.Count;

    /// <summary>True where there are more than were read, so that a filter does not see them all.</summary>
    public bool IsCut { get; private set; }

    public bool IsTicked(string id) => ticked.Contains(id);

    public void Tick(string id, bool on) => TickAll([id], on);

    public void TickAll(IEnumerable<string> ids, bool on)
    {
        if (on) ticked.UnionWith(ids);
        else ticked.ExceptWith(ids);
        ShowTicks();
    }

    /// <summary>Reads them again at the next question, whatever changed.</summary>
    public void Forget() => seen = null;

    /// <summary>Reads further back from the next question on.</summary>
    public void ReadFurther()
    {
        wanted += IntrospectionLimits.MaxCount;
        Forget();
    }

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var trace = filter.Trace;
        var probe = await host.DeadLettersAsync(new DeadLetterQuery { Trace = trace, Count = 1 }, cancellation);
        var now = (trace, probe.Total, probe.Items.FirstOrDefault()?.Id);
        if (seen is { } before && before.Trace == trace && time.GetElapsedTime(readAt) < Rest(changed: now != before)) return;
        var (found, next) = (new List<DeadLetterInfo>(), (string?)null);
        do
        {
            var page = await host.DeadLettersAsync(new DeadLetterQuery { Trace = trace, Before = next, Count = IntrospectionLimits.MaxCount }, cancellation);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && found.Count < wanted);
        // Another trace was asked for meanwhile: it is read next.
        if (trace != filter.Trace) return;
        (seen, read, IsCut, readAt) = (now, found, next is not null, time.GetTimestamp());
        Narrow();
    }

    private TimeSpan Rest(bool changed)
    {
        var reading = TimeSpan.FromSeconds(read.Count / PerSecond);
        return changed || reading > Slow ? reading : Slow;
    }

    private void Narrow()
    {
        Shown = [.. read.Where(filter.Takes)];
        ShowTicks();
    }

    private void ShowTicks()
    {
        ticked.IntersectWith(Shown.Select(l => l.Id));
        Ticked = [.. Shown.Where(l => ticked.Contains(l.Id))];
    }
}
