namespace Stepwell.Workbench.Pages.Flows;

/// <summary>Types as people say them.</summary>
internal static class TypeName
{
    /// <summary>The name without namespaces, in type arguments too.</summary>
    internal static string Short(string type) => System.Text.RegularExpressions.Regex.Replace(type, @"[\w]+\.", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
