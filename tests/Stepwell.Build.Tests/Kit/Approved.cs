using System.Runtime.CompilerServices;

namespace Stepwell.Build.Tests.Kit;

/// <summary>Holds text beside the approved one in Snapshots.</summary>
/// <remarks>A difference writes a <c>.received.cs.txt</c> beside the approved one: rename it to approve.</remarks>
internal static class Approved
{
    public static void Check(string name, string text, [CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots");
        var approved = Path.Combine(folder, name + ".cs.txt");
        var received = Path.Combine(folder, name + ".received.cs.txt");
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", text);
    }
}
