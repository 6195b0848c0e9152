using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>
/// The part of the list that was asked for so far: it grows as one scrolls. While the reader is not at the top, new traces are counted
/// and not shown, so that nothing moves under the eyes; what is shown is kept up to date in its place.
/// </summary>
internal sealed class TraceWindow(IIntrospection host, TraceFilter filter)
{
    internal const int PageSize = 200;
    private readonly SemaphoreSlim one = new(1);
    private List<TraceSummary> items = [];
    private string? next;
    private int total;
    private bool atLeast;

    /// <summary>What is filtered by.</summary>
    internal TraceFilter Filter { get; private set; } = filter;

    /// <summary>False until the host has answered for what is filtered by.</summary>
    internal bool Known { get; private set; }

    /// <summary>True while the reader is at the top: new traces are shown.</summary>
    internal bool AtTop { get; set; } = true;

    /// <summary>How many new traces wait above.</summary>
    internal int Newer { get; private set; }

    /// <summary>True where there are more than <see cref="Newer"/>.</summary>
    internal bool NewerOpen { get; private set; }

    /// <summary>How long the list is, as far as it is known.</summary>
    internal int Count => next is null ? items.Count : Math.Max(total, items.Count + PageSize);

    /// <summary>How many there are, in words.</summary>
    internal string CountText => (next is null ? items.Count : total, atLeast && next is not null) switch
    {
        (1, false) => "1 trace",
        var (count, open) => $"{Components.Format.Count(count)}{(open ? "+" : "")} traces",
    };

    /// <summary>Filters by something else: the list begins anew, at its top. What is still asked for the list before is dropped.</summary>
    internal void Show(TraceFilter other)
    {
        (Filter, items, next, total, atLeast) = (other, [], null, 0, false);
        (Newer, NewerOpen, AtTop, Known) = (0, false, true, false);
    }

    /// <summary>Asks for what is new, and for what may have changed.</summary>
    internal async Task RefreshAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var list = items;
            // What still goes on further down is asked for along with it.
            var unfinished = items.FindLastIndex(t => t.Status is "running" or "retrying" || t.WaitsFor.Count > 0);
            var page = await host.TracesAsync(Filter.Query(null, Math.Clamp(unfinished + 1 + Newer, PageSize, IntrospectionLimits.MaxCount)), cancellation);
            if (list != items) return;
            Merge(page);
            Known = true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Gives a part of the list, and asks for it first where it was not.</summary>
    internal async Task<IReadOnlyList<TraceSummary>> RangeAsync(int start, int count, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            while (next is not null && items.Count < start + count)
            {
                var list = items;
                var page = await host.TracesAsync(Filter.Query(next, Math.Clamp(start + count - items.Count, PageSize, IntrospectionLimits.MaxCount)), cancellation);
                if (list != items) continue;
                items.AddRange(page.Items);
                next = page.Next;
            }
            return [.. items.Skip(start).Take(count)];
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What is shown below the last of what was asked for now.</summary>
    private List<TraceSummary> Below(List<TraceSummary> fresh)
    {
        var places = items.Select((t, i) => (t.TraceId, i)).ToDictionary(t => t.TraceId, t => t.i, StringComparer.Ordinal);
        var last = fresh.FindLast(t => places.ContainsKey(t.TraceId));
        return last is null ? [] : items[(places[last.TraceId] + 1)..];
    }

    private void Merge(Page<TraceSummary> page)
    {
        (total, atLeast) = (page.Total ?? page.Items.Count, page.AtLeast);
        var fresh = page.Items.ToList();
        (Newer, NewerOpen) = (0, false);
        if (!AtTop && items.Count > 0)
        {
            var known = fresh.Select((t, i) => (t.TraceId, i)).ToDictionary(t => t.TraceId, t => t.i, StringComparer.Ordinal);
            var first = items.FindIndex(t => known.ContainsKey(t.TraceId));
            if (first < 0)
            {
                (Newer, NewerOpen) = (fresh.Count, page.Next is not null);
                return;
            }
            Newer = known[items[first].TraceId];
            fresh.RemoveRange(0, Newer);
        }
        // At the top nothing below is in sight: it is asked for again as one scrolls, else it would be kept for as long as the page is open.
        var rest = AtTop || page.Next is null ? [] : Below(fresh);
        if (rest.Count == 0) next = page.Next;
        else fresh.AddRange(rest);
        items = fresh;
    }
}
