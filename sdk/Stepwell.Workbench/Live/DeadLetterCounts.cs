using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Live;

/// <summary>
/// How many dead letters there are, and how many of each handler. Asking for the number costs the store next to nothing; the letters are read only
/// where it, or the newest of them, is another than before, and seldom.
/// </summary>
internal sealed class DeadLetterCounts(IIntrospection host, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private (int? Total, string? Newest)? read;
    private long readAt;

    /// <summary>How many there are, as far as they are counted.</summary>
    internal int Total { get; private set; }

    /// <summary>True where there are more than <see cref="Total"/>.</summary>
    internal bool AtLeast { get; private set; }

    /// <summary>How many of each handler are among the newest.</summary>
    internal IReadOnlyDictionary<string, int> ByHandler { get; private set; } = new Dictionary<string, int>();

    internal async Task RefreshAsync(CancellationToken cancellation)
    {
        var probe = await host.DeadLettersAsync(new DeadLetterQuery { Count = 1 }, cancellation);
        (Total, AtLeast) = (probe.Total ?? probe.Items.Count, probe.AtLeast);
        var now = (probe.Total, probe.Items.FirstOrDefault()?.Id);
        if (now == read || (read is not null && time.GetElapsedTime(readAt) < Pause)) return;
        var page = await host.DeadLettersAsync(new DeadLetterQuery { Count = IntrospectionLimits.MaxCount }, cancellation);
        ByHandler = page.Items.CountBy(l => l.Handler).ToDictionary(StringComparer.Ordinal);
        (read, readAt) = (now, time.GetTimestamp());
    }
}
