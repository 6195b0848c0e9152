using System.ComponentModel;
using System.Diagnostics;

namespace Stepwell.EndToEnd;

/// <summary>Whether a process may have a small disk of its own here: a tmpfs in a mount namespace, as Linux gives it to any user unless told not to.</summary>
internal static class SmallDisks
{
    private static readonly Lazy<bool> Available = new(Try);

    internal static void Need() =>
        Assert.SkipUnless(Available.Value, "A small disk to fill takes a mount namespace of one's own (unshare -rm), which this system does not give.");

    private static bool Try()
    {
        try
        {
            var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
