namespace Stepwell.Local.Introspection;

/// <summary>The folder of the steps' source, where the host runs from its project.</summary>
/// <param name="Path">Its path; null for a host in memory, which reads and writes no source.</param>
internal sealed record StepsFolder(string? Path)
{
    internal const string Name = "steps";

    /// <summary>The full path of a file below it; null where it is not there.</summary>
    internal string? Find(string file)
    {
        if (Path is null || file.Length == 0) return null;
        var full = System.IO.Path.GetFullPath(file, Path);
        return File.Exists(full) ? full : null;
    }
}
