namespace Stepwell.Workbench.Tests.Kit;

/// <summary>A folder of one test, which goes with it however it ends.</summary>
internal sealed class Folder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("workbench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
