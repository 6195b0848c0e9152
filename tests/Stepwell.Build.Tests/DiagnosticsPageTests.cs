using System.Text;
using Stepwell.Build.Problems;
using Stepwell.Build.Tests.Kit;

namespace Stepwell.Build.Tests;

/// <summary>The page that help links lead to, held beside the problems themselves.</summary>
public sealed class DiagnosticsPageTests
{
    [Fact]
    public void Page_OfAllProblems_IsUpToDate()
    {
        var page = Page();
        var file = Repository.File("sdk/Stepwell.Build/DIAGNOSTICS.md");
        if (File.Exists(file) && File.ReadAllText(file) == page) return;
        File.WriteAllText(file, page);
        Assert.Fail("DIAGNOSTICS.md was out of date and is written anew: look at it and commit it.");
    }

    [Fact]
    public void Problems_TheirIds_AreTheirOwn() => Assert.Equal(BuildProblems.All.Count, BuildProblems.All.Select(p => p.Id).Distinct().Count());

    private static string Page()
    {
        var text = new StringBuilder("# Diagnostics of the build step\n\nWhat the build of a Functions app says of the steps it references. Errors stop the build.\n\n");
        foreach (var problem in BuildProblems.All)
            text.Append("## ").Append(problem.Id).Append("\n\n**").Append(problem.Title).Append("** (").Append(problem.IsWarning ? "warning" : "error").Append(")\n\n> ").Append(problem.Format.Replace("<", "&lt;", StringComparison.Ordinal)).Append("\n\n");
        return text.ToString().TrimEnd() + "\n";
    }
}
