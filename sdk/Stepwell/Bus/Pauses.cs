namespace Stepwell.Bus;

/// <summary>How long to wait for a store that cannot be reached: a second at first, a minute at last.</summary>
internal static class Pauses
{
    private const int Doublings = 6;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    internal static TimeSpan After(int failures)
    {
        var pause = TimeSpan.FromSeconds(1 << Math.Clamp(failures, 0, Doublings));
        return pause < Longest ? pause : Longest;
    }
}
