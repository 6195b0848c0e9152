using Microsoft.Extensions.Hosting;
using Stepwell.Setup;

namespace Stepwell.Azure;

/// <summary>Runs the worker.</summary>
public static class FunctionsHostExtensions
{
    /// <summary>Runs the app until its host stops it.</summary>
    /// <param name="host">The worker with the app.</param>
    /// <returns>The exit code: 0 after an orderly stop; 1 where the app cannot start.</returns>
    /// <remarks>
    /// Where it cannot start, the reasons are the last lines on standard error, one each: the Functions host keeps just those, and shows them
    /// with the exit code. A trace of the stack would take their place.
    /// </remarks>
    public static async Task<int> RunStepwellAsync(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            await host.RunAsync().ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (SetupException.ReasonsOf(e) is { } reasons)
        {
            foreach (var reason in reasons) await Console.Error.WriteLineAsync("The app cannot start. " + reason.ReplaceLineEndings(" ")).ConfigureAwait(false);
            return 1;
        }
    }
}
