using Stepwell;

namespace OrderDesk;

/// <summary>The orders that wait for a person, one key each in a group of its own: an index, so that the schedule need not know every order.</summary>
/// <remarks>It may be behind. What counts is the status of the order itself.</remarks>
internal static class WaitingRoom
{
    private const string Group = "approvals";

    public static void Enter(StepContext step) => step.State.In(Group).Set(step.TraceId, step.Time.GetUtcNow());

    public static void Leave(StepContext step) => step.State.In(Group).Delete(step.TraceId);

    /// <returns>The orders that have been waiting since that time or longer, the longest first.</returns>
    public static async Task<IEnumerable<string>> SinceAsync(StepContext step, DateTimeOffset time) =>
        (await step.State.In(Group).ListAsync<DateTimeOffset>()).Where(w => w.Value <= time).OrderBy(w => w.Value).Select(w => w.Key);
}
