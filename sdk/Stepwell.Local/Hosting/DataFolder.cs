using System.Globalization;
using Stepwell.Setup;

namespace Stepwell.Local.Hosting;

/// <summary>The data directory, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold)
    {
        Root = path;
        this.hold = hold;
    }

    internal string Root { get; }

    internal string File(string name) => Path.Combine(Root, name);

    internal static DataFolder Open(string path)
    {
        try
        {
            // State may hold personal data: nobody else on the machine need read it. A folder that is there already is its owner's to open or close.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw NotWritable(path, e);
        }
        var pid = Path.Combine(path, "process.txt");
        try
        {
            var hold = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Sign(pid);
            return new DataFolder(path, hold);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotWritable(path, e);
        }
        catch (IOException e)
        {
            if (!System.IO.File.Exists(Path.Combine(path, "lock"))) throw NotWritable(path, e);
            var holder = System.IO.File.Exists(pid) ? $" (process {System.IO.File.ReadAllText(pid)})" : "";
            throw new SetupException([$"SW2003: Another Stepwell host{holder} uses the data directory {path}. Stop it, or choose another directory: --Stepwell:DataDirectory=<folder>"]);
        }
    }

    public void Dispose() => hold.Dispose();

    /// <summary>Notes who holds the folder, for the message that another one gets.</summary>
    private static void Sign(string file)
    {
        try
        {
            System.IO.File.WriteAllText(file, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Only advice: the lock is what holds.
        }
    }

    private static SetupException NotWritable(string path, Exception e) =>
        new([$"SW2002: The data directory {path} cannot be written: {e.Message} Make it writable, or choose another: --Stepwell:DataDirectory=<folder>"]);
}
