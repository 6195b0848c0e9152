namespace Stepwell.Build.Tests.Kit;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-build");

    public string Root => folder.FullName;

    public string this[string path] => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    public string Read(string path) => File.ReadAllText(this[path]);

    public void Dispose() => folder.Delete(recursive: true);
}
