using System.Reflection;

namespace Stepwell.EndToEnd;

/// <summary>Where things are.</summary>
internal static class Repository
{
    internal static string Root => Of("RepositoryRoot");

    internal static string OrderDesk => Of("OrderDesk");

    internal static string PoisonApp => Of("PoisonApp");

    internal static string File(string path) => Path.GetFullPath(Path.Combine(Root, path));

    private static string Of(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
