namespace Stepwell.Build.Functions;

/// <summary>A subscription of a handler to a topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Name">The handler's name; with <c>.s</c> where it has sessions, for whether it has cannot be altered.</param>
/// <param name="Handler">The handler's name.</param>
/// <param name="Sessions">True for an ordered handler.</param>
/// <param name="Retired">True where no more messages come and only those left are handled.</param>
internal sealed record Subscription(string Topic, string Name, string Handler, bool Sessions, bool Retired = false)
{
    /// <summary>The topic of ticks.</summary>
    public const string TickTopic = "stepwell.tick";

    /// <summary>The most characters that Service Bus takes for a name.</summary>
    public const int MaxNameLength = 50;

    private const string SessionSuffix = ".s";

    /// <summary>Which messages it takes: those to everybody, and those to this handler alone; retired ones none.</summary>
    public string Filter => Retired ? "1=0" : $"sw_to IS NULL OR sw_to = '{Handler}'";

    /// <summary>What tells it from others; Service Bus does not look at case.</summary>
    public (string Topic, string Name) Key => (Topic.ToUpperInvariant(), Name.ToUpperInvariant());

    public static Subscription Of(string topic, string handler, bool ordered) => new(topic, ordered ? handler + SessionSuffix : handler, handler, ordered);
}
