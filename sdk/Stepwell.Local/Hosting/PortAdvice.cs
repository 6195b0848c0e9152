using System.Globalization;
using System.Text.RegularExpressions;

namespace Stepwell.Local.Hosting;

/// <summary>Says who could hold a port that is taken.</summary>
internal static partial class PortAdvice
{
    /// <param name="refusal">What Kestrel says, which names the address: of several, the one that is taken.</param>
    internal static string For(string refusal)
    {
        if (Address().Match(refusal) is not { Success: true } address) return $"SW2001: {refusal}";
        var port = int.Parse(address.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"SW2001: {address.Value} is taken{HolderOf(port)}. Stop that program, or choose another port: --urls http://127.0.0.1:{(port >= 65535 ? 3001 : port + 1)}");
    }

    [GeneratedRegex(@"https?://\S+:(?<port>\d+)")]
    private static partial Regex Address();

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
