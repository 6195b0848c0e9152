namespace Stepwell.Build.Emit;

/// <summary>Brings a folder to hold just the given files, touching none that is right already.</summary>
internal static class FileSync
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes what differs and removes generated files that are no longer wanted.</summary>
    /// <returns>How many were written, and how many removed.</returns>
    public static (int Written, int Removed) Apply(string folder, IReadOnlyList<GeneratedFile> files)
    {
        Directory.CreateDirectory(folder);
        // Removed first: on file systems without case an old name may be a new one's.
        var wanted = new HashSet<string>(files.Select(f => f.Name), StringComparer.Ordinal);
        var stale = Directory.EnumerateFiles(folder, "*.g.cs").Where(f => !wanted.Contains(Path.GetFileName(f))).ToList();
        foreach (var file in stale) File.Delete(file);
        return (files.Count(f => WriteIfDifferent(Path.Combine(folder, f.Name), f.Text)), stale.Count);
    }

    /// <summary>Writes a file unless it has this text already; true where it was written.</summary>
    public static bool WriteIfDifferent(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path, Utf8) == text) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Utf8);
        return true;
    }
}
