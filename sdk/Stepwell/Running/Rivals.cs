namespace Stepwell.Running;

/// <summary>Keeps two attempts that change one key from discarding each other in lockstep.</summary>
internal static class Rivals
{
    private const int AtOnce = 2;

    /// <summary>Returns at once for the first discards; then after a random moment, longer the more there were (at most some 20 ms).</summary>
    /// <remarks>By the machine's clock: it is no delay that an author would want to see on a virtual one.</remarks>
    internal static Task StepAsideAsync(int discards) => discards < AtOnce
        ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, discards + 2)), TimeProvider.System);
}
