using System.Reflection;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>Where things are, as the build noted it.</summary>
internal static class Places
{
    internal static string OrderDesk => Of("OrderDesk");

    /// <summary>The app of these tests, for what the sample has no step for.</summary>
    internal static string WorkbenchApp => Of("WorkbenchApp");

    /// <summary>Where screenshots go.</summary>
    internal static string Artifacts => Of("Artifacts");

    private static string Of(string name) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
