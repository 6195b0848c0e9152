using System.Globalization;

namespace Stepwell.Local.Hosting;

/// <summary>Says who could hold a port that is taken.</summary>
internal static class PortAdvice
{
    internal static string For(IEnumerable<string> urls)
    {
        var taken = urls.FirstOrDefault(u => Uri.TryCreate(u, UriKind.Absolute, out _)) ?? LocalSettings.DefaultUrl;
        var port = new Uri(taken.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Port;
        return string.Create(CultureInfo.InvariantCulture,
            $"SW2001: {taken} is taken{HolderOf(port)}. Stop that program, or choose another port: --urls http://127.0.0.1:{(port >= 65535 ? 3001 : port + 1)}");
    }

    private static string HolderOf(int port)
    {
        if (!OperatingSystem.IsLinux())
            return OperatingSystem.IsWindows() ? $" (find out by whom: netstat -ano | findstr :{port})" : $" (find out by whom: lsof -i :{port})";
        try
        {
            if (InodeOf(port) is { } inode && ProcessWith(inode) is { } holder) return $" by {holder}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only advice: without rights to look, the command below tells.
        }
        return $", perhaps by another run of an app (find out by whom: ss -ltnp 'sport = :{port}')";
    }

    private static string? InodeOf(int port)
    {
        var wanted = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields[1].EndsWith(wanted, StringComparison.Ordinal) && fields[3] == "0A") return fields[9];
            }
        }
        return null;
    }

    private static string? ProcessWith(string inode)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out var pid)) continue;
            try
            {
                foreach (var handle in Directory.EnumerateFiles(Path.Combine(process, "fd")))
                    if (File.ResolveLinkTarget(handle, false)?.Name == $"socket:[{inode}]")
                        return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {pid})";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A process of another user, or one that has just ended.
            }
        }
        return null;
    }
}
