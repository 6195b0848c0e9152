using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Stepwell.Generators.Diagnostics;

namespace Stepwell.Generators.Tests;

/// <summary>The page that help links lead to, held beside the diagnostics themselves.</summary>
public sealed class DiagnosticsPageTests
{
    [Fact]
    public void Page_OfAllDiagnostics_IsUpToDate()
    {
        var page = Page();
        var file = Path.Combine(Here(), "../../sdk/Stepwell.Generators/DIAGNOSTICS.md");
        if (File.Exists(file) && File.ReadAllText(file) == page) return;
        File.WriteAllText(file, page);
        Assert.Fail("DIAGNOSTICS.md was out of date and is written anew: look at it and commit it.");
    }

    private static string Page()
    {
        var text = new StringBuilder("# Diagnostics of Stepwell\n\nWhat the compiler says of steps. Errors stop the build; warnings can be suppressed where they are meant.\n\n");
        foreach (var problem in Problems().OrderBy(p => p.Id, StringComparer.Ordinal))
            text.Append("## ").Append(problem.Id).Append("\n\n**").Append(problem.Title).Append("** (").Append(problem.DefaultSeverity.ToString().ToLowerInvariant())
                .Append(")\n\n> ").Append(problem.MessageFormat.ToString().Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)).Append("\n\n");
        return text.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<DiagnosticDescriptor> Problems() =>
        typeof(Problems).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
