namespace Stepwell.Running;

/// <summary>Is told of an attempt's end: it returned or failed, its time is up, or the host stops.</summary>
internal interface IAttemptWatch
{
    /// <summary>Called once per attempt, on whatever thread ends it. Must not throw.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    void Ended(EventAttempt attempt, Exception? failure);
}
