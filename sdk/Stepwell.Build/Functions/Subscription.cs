namespace Stepwell.Build.Functions;

/// <summary>A subscription of a handler to a topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Name">The handler's name; with <c>.s</c> where it has sessions, for whether it has cannot be altered.</param>
/// <param name="Handler">The handler's name.</param>
/// <param name="Sessions">True for an ordered handler.</param>
/// <param name="Retired">True where no more events come and only what is left is dealt with.</param>
/// <param name="Orphaned">True where it is retired and no other subscription of the topic serves its handler: then nobody else gets what is addressed to it.</param>
internal sealed record Subscription(string Topic, string Name, string Handler, bool Sessions, bool Retired = false, bool Orphaned = false)
{
    /// <summary>The topic of ticks.</summary>
    public const string TickTopic = "stepwell.tick";

    /// <summary>The most characters that Service Bus takes for a name.</summary>
    public const int MaxNameLength = 50;

    /// <summary>The filter that no message passes.</summary>
    public const string Nothing = "1=0";

    private const string SessionSuffix = ".s";

    /// <summary>
    /// Which messages it takes: those to everybody, and those to this handler alone. A retired one takes none; where nobody else serves its
    /// handler, it still takes those to it alone, for retries that are scheduled already match filters only when they are due.
    /// </summary>
    public string Filter => (Retired, Orphaned) switch
    {
        (false, _) => $"sw_to IS NULL OR sw_to = '{Handler}'",
        (true, true) => $"sw_to = '{Handler}'",
        (true, false) => Nothing,
    };

    /// <summary>What tells it from others; Service Bus does not look at case.</summary>
    public (string Topic, string Name) Key => (Topic.ToUpperInvariant(), Name.ToUpperInvariant());

    public static Subscription Of(string topic, string handler, bool ordered) => new(topic, ordered ? handler + SessionSuffix : handler, handler, ordered);
}
