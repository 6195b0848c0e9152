using System.Diagnostics;
using Stepwell.Tests.Shared;

namespace Stepwell.Build.Tests.MsBuild;

/// <summary>A run of <c>dotnet</c>.</summary>
internal sealed record BuildRun(int ExitCode, string Output)
{
    public static async Task<BuildRun> StartAsync(string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        DotnetCommand.Prepare(start);
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, output + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public BuildRun Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public BuildRun Failed()
    {
        Assert.False(ExitCode == 0, Output);
        return this;
    }
}
