using System.Reflection;

namespace Stepwell.Build.Tests.Kit;

/// <summary>Where things are.</summary>
internal static class Repository
{
    internal static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>A file of the repository.</summary>
    internal static string File(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>An assembly beside this one.</summary>
    internal static string Built(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
