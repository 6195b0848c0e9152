using System.Reflection;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>Where things are, as the build noted it.</summary>
internal static class Places
{
    internal static string OrderDesk => Of("OrderDesk");

    /// <summary>Where screenshots go.</summary>
    internal static string Artifacts => Of("Artifacts");

    private static string Of(string name) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
