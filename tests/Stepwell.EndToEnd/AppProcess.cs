using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Stepwell.Tests.Shared;

namespace Stepwell.EndToEnd;

/// <summary>An app as a process of its own.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>True where a shell runs the tests in the background: then the interrupt is ignored here, and by all that is started from here unless told otherwise.</summary>
    private static readonly Lazy<bool> InterruptIsIgnored = new(() => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1] is var ignored
        && (ulong.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (SigInt - 1))) != 0);

    private const int SigInt = 2;
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(Process process) => this.process = process;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>All it has written so far, both streams.</summary>
    internal string Output => string.Join('\n', lines);

    internal int ExitCode => process.ExitCode;

    /// <summary>Starts the sample and waits until it serves.</summary>
    internal static Task<AppProcess> StartAsync(string dataDirectory, params string[] arguments) => StartAsync(Repository.OrderDesk, dataDirectory, new Dictionary<string, string>(), arguments);

    /// <summary>Starts an app and waits until it serves.</summary>
    internal static async Task<AppProcess> StartAsync(string program, string dataDirectory, Dictionary<string, string> environment, params string[] arguments)
    {
        return await ServingAsync(Launch(["dotnet", program, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + dataDirectory, .. arguments], environment));
    }

    private static async Task<AppProcess> ServingAsync(AppProcess app)
    {
        await app.UntilAsync(() => Task.FromResult(app.address.Task.IsCompleted), "it serves");
        app.Http = new HttpClient { BaseAddress = new Uri(await app.address.Task) };
        return app;
    }

    /// <summary>Starts an app on a disk of its own: a file system in memory of that size, which only the process sees.</summary>
    internal static async Task<AppProcess> StartOnSmallDiskAsync(string program, string mountPoint, int mebibytes, params string[] arguments)
    {
        // The app takes the shell's place, and so its process id.
        var app = Launch(["unshare", "-rm", "sh", "-c", $"mount -t tmpfs -o size={mebibytes}m tmpfs '{mountPoint}' && exec \"$0\" \"$@\"", "dotnet", program,
            "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + mountPoint + "/data", .. arguments], []);
        return await ServingAsync(app);
    }

    /// <summary>Starts a project under <c>dotnet watch</c> and waits until it serves and its files are watched.</summary>
    internal static async Task<AppProcess> WatchAsync(string project, string dataDirectory)
    {
        var app = await ServingAsync(Launch(["dotnet", "watch", "--non-interactive", "--project", project, "run", "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + dataDirectory],
            new() { ["DOTNET_WATCH_SUPPRESS_LAUNCH_BROWSER"] = "1" }));
        await app.SaysAsync("Waiting for changes");
        return app;
    }

    /// <summary>A path as the process sees it.</summary>
    internal string Inside(string path) => $"/proc/{process.Id}/root{path}";

    /// <summary>Waits until it has written something.</summary>
    internal Task SaysAsync(string text) => UntilAsync(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), $"it says '{text}'");

    /// <summary>Waits until something holds.</summary>
    internal async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.False(process.HasExited, "The app ended: " + Output);
            Assert.True(waited.Elapsed < Patience, $"It never happened that {what}. {Output}");
            await Task.Delay(20);
        }
    }

    /// <summary>Starts an app and waits until it ends.</summary>
    internal static async Task<AppProcess> RunToEndAsync(string program, params string[] arguments)
    {
        var app = Launch(["dotnet", program, .. arguments], []);
        await app.process.WaitForExitAsync();
        return app;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        Http.Dispose();
    }

    /// <summary>Waits until it ends by itself.</summary>
    internal Task EndAsync() => process.WaitForExitAsync();

    /// <summary>As Ctrl+C, and waits for the orderly end.</summary>
    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The app did not end within a minute (ended by itself: {process.HasExited}). It wrote:\n{Output}");
        }
        Http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Http?.Dispose();
    }

    private static AppProcess Launch(IReadOnlyList<string> command, Dictionary<string, string> environment)
    {
        if (InterruptIsIgnored.Value) command = ["env", "--default-signal=INT", .. command];
        var info = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        DotnetCommand.Prepare(info);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        foreach (var argument in command.Skip(1)) info.ArgumentList.Add(argument);
        var app = new AppProcess(new Process { StartInfo = info });
        app.process.OutputDataReceived += (_, e) => app.Take(e.Data);
        app.process.ErrorDataReceived += (_, e) => app.Take(e.Data);
        app.process.Start();
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        return app;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (Address().Match(line) is { Success: true } found) address.TrySetResult(found.Value);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Address();
}
