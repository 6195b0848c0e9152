using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>The newest dead letters, and those of them that match and that are ticked. They are read again only where something about them changed.</summary>
public sealed class LetterList(IIntrospection host)
{
    private readonly HashSet<string> ticked = new(StringComparer.Ordinal);
    private LetterFilter filter = new();
    private IReadOnlyList<DeadLetterInfo> read = [];
    private int wanted = IntrospectionLimits.MaxCount;
    private (string? Trace, int? Total, string? Newest)? seen;

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
        Narrow();
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
        if (now == seen) return;
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
        (seen, read, IsCut) = (now, found, next is not null);
        Narrow();
    }

    private void Narrow()
    {
        Shown = [.. read.Where(filter.Takes)];
        ticked.IntersectWith(Shown.Select(l => l.Id));
        Ticked = [.. Shown.Where(l => ticked.Contains(l.Id))];
    }
}
