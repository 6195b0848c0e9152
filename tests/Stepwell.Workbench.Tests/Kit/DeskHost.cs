using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>The sample as people run it: a process of its own, on a free port, with data that nobody else has.</summary>
public sealed partial class DeskHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly Folder? data;

    private DeskHost(Process process, Folder? data) => (this.process, this.data) = (process, data);

    public HttpClient Http { get; private set; } = null!;

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>All it has written.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="arguments">More of the command line.</param>
    /// <param name="data">Its data directory, which stays; null for one that goes with it.</param>
    /// <param name="port">Its port; 0 for a free one.</param>
    /// <param name="app">The app; null for the sample.</param>
    public static async Task<DeskHost> StartAsync(IEnumerable<string>? arguments = null, string? data = null, int port = 0, string? app = null)
    {
        var own = data is null ? new Folder() : null;
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // Polled pages are many: at Warning the console does not slow the machine.
        foreach (var argument in (string[])[app ?? Places.OrderDesk, "--urls", $"http://127.0.0.1:{port}", "--Stepwell:DataDirectory=" + (data ?? own!.Path), .. arguments ?? []]) info.ArgumentList.Add(argument);
        var host = new DeskHost(new Process { StartInfo = info, EnableRaisingEvents = true }, own);
        host.process.OutputDataReceived += (_, e) => host.Take(e.Data);
        host.process.ErrorDataReceived += (_, e) => host.Take(e.Data);
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        var ended = host.process.WaitForExitAsync();
        if (await Task.WhenAny(host.address.Task, ended) == ended) throw new InvalidOperationException("The app ended: " + host.Output);
        host.Http = new HttpClient { BaseAddress = new Uri(await host.address.Task) };
        return host;
    }

    /// <summary>Orders something; its trace id.</summary>
    public async Task<string> OrderAsync(string sku = "TEA-01", int quantity = 2, string customer = "ada@example.com")
    {
        var answer = await Http.PostAsJsonAsync("/orders", new { customer, lines = new[] { new { sku, quantity } } });
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["orderId"]!;
    }

    /// <summary>Kills it, as a power cut does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has ended; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http?.Dispose();
        data?.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        // Who listens on all addresses is asked on this machine's own.
        if (LocalAddress().Match(line) is { Success: true } found) address.TrySetResult(found.Value.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1|0\.0\.0\.0):\d+")]
    private static partial Regex LocalAddress();
}
