namespace Stepwell;

/// <summary>One occurrence of a schedule.</summary>
/// <param name="ScheduledAt">The occurrence, UTC. It may lie in the past: of missed ticks the latest runs.</param>
/// <param name="Expression">The schedule as written.</param>
/// <param name="TimeZone">The schedule's time zone as written; null means UTC.</param>
/// <param name="ByHand">True where a person fired it.</param>
public sealed record CronTick(DateTimeOffset ScheduledAt, string Expression, string? TimeZone = null, bool ByHand = false);
