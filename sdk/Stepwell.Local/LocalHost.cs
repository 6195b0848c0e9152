using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Extensions;
using Stepwell.Local.Hosting;
using Stepwell.Local.Sqlite;
using Stepwell.Setup;

namespace Stepwell.Local;

/// <summary>Runs an app of steps on this machine: API, queues, schedules and state in one process.</summary>
public static class LocalHost
{
    /// <summary>Runs an app until it is stopped: <c>return await LocalHost.RunAsync&lt;OrderDesk&gt;(args);</c></summary>
    /// <typeparam name="TApp">The app.</typeparam>
    /// <param name="args">The command line: any setting as <c>--Name=value</c>.</param>
    /// <returns>The exit code: 0 after an orderly stop; 1 where the app cannot start, with the reasons on standard error.</returns>
    public static async Task<int> RunAsync<TApp>(string[] args) where TApp : IStepApp
    {
        LocalApp app;
        try
        {
            app = new LocalAppBuilder { Args = args, Extension = ExtensionLoader.Configured() }.Build<TApp>();
        }
        catch (Exception e) when (Reasons(e) is { } reasons)
        {
            return Refuse(typeof(TApp).Name, reasons);
        }
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await app.StartAsync().ConfigureAwait(false);
            }
            catch (IOException e) when (e.InnerException is AddressInUseException)
            {
                return Refuse(app.Name, [PortAdvice.For(e.Message)]);
            }
            catch (Exception e) when (Reasons(e) is { } reasons)
            {
                return Refuse(app.Name, reasons);
            }
            System.Console.Out.WriteLine(app.BannerText());
            var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var stop = app.Web.Lifetime.ApplicationStopping.Register(stopping.SetResult);
            await stopping.Task.ConfigureAwait(false);
            await app.StopAsync().ConfigureAwait(false);
        }
        return 0;
    }

    private static IReadOnlyList<string>? Reasons(Exception e) => e switch
    {
        SqliteFailure => [e.Message],
        FormatException when e.Message.StartsWith("Invalid url", StringComparison.Ordinal) => [$"SW2008: {e.Message}. Write it as http://127.0.0.1:3000"],
        _ => SetupException.ReasonsOf(e),
    };

    private static int Refuse(string app, IReadOnlyList<string> reasons)
    {
        System.Console.Error.WriteLine($"{app} cannot start:");
        foreach (var reason in reasons) System.Console.Error.WriteLine("  " + reason);
        return 1;
    }
}
