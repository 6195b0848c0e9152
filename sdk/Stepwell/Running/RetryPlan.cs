using Stepwell.Catalog;

namespace Stepwell.Running;

/// <summary>When a failed attempt is repeated.</summary>
public static class RetryPlan
{
    /// <summary>The delay before the attempt after <paramref name="failed"/>: exponential, ±20 % by the event's id (so that a plan can be told beforehand), never over the policy's longest.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="failed">The number of the failed attempt, from 1.</param>
    /// <param name="eventId">The event.</param>
    public static TimeSpan DelayAfter(RetryDefinition policy, int failed, string eventId)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(eventId);
        var doubled = policy.FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(failed - 1, 40));
        var jittered = Math.Min(doubled, policy.MaxDelay.TotalMilliseconds) * (0.8 + (0.4 * Spread(eventId, failed)));
        return TimeSpan.FromMilliseconds(Math.Min(jittered, policy.MaxDelay.TotalMilliseconds));
    }

    /// <summary>True where no repetition mends an exception.</summary>
    public static bool IsFinal(RetryDefinition policy, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (exception is GiveUpException) return true;
        foreach (var type in policy.Never)
            if (type.IsInstanceOfType(exception))
                return true;
        return false;
    }

    private static double Spread(string eventId, int attempt)
    {
        var hash = 2166136261u ^ (uint)attempt;
        foreach (var c in eventId) hash = (hash ^ c) * 16777619u;
        return hash / (double)uint.MaxValue;
    }
}
