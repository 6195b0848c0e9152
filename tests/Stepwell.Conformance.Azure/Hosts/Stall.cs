using System.Diagnostics;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Tells what waits for the virtual clock from what is only slow: the former changes nothing and uses no processor, over several looks.</summary>
internal sealed class Stall
{
    private const int IdleLooks = 4;
    private const int MostLooks = 10;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);
    private long seen = -1;
    private long since;
    private TimeSpan used;
    private int still;
    private int idle;

    /// <summary>True where nothing changed for long enough.</summary>
    /// <param name="changes">A number that rises with every change.</param>
    internal bool IsCertain(long changes)
    {
        if (changes != seen) (still, idle) = (0, 0);
        else if (Stopwatch.GetElapsedTime(since) < Look) return false;
        else (still, idle) = (still + 1, Environment.CpuUsage.TotalTime - used < Idle ? idle + 1 : 0);
        (seen, since, used) = (changes, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return still >= MostLooks || idle >= IdleLooks;
    }
}
