using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Flow;
using Microsoft.Playwright;

namespace Benchmarks;

/// <summary>What open pages of the Workbench cost the steps, and how fast a page opens. Needs Chromium (<c>STEPWELL_CHROMIUM</c>, else <c>/usr/bin/chromium</c>).</summary>
internal static class PagesBenchmark
{
    private const int StepsOfAFlow = 3;
    private const int StepsPerSecond = 2000;
    private const int Rounds = 3;
    private static readonly TimeSpan Part = TimeSpan.FromSeconds(10);
    private static readonly string[] Pages = ["", "flows", "traces", "logs"];

    internal static async Task RunAsync()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("STEPWELL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        await using var server = new BenchmarkServer("stepwell");
        await server.AnswersAsync();
        // As a person would who starts the app and turns to the browser.
        await Task.Delay(TimeSpan.FromSeconds(3));
        foreach (var time in (string[])["first", "then"])
            foreach (var page in Pages)
                Console.WriteLine($"{time} /{page,-7} opens in {await OpensInAsync(browser, server, page):0} ms");
        var load = new LoadGenerator(server.Port);
        await MeasureAsync(server, load);
        string[][] views = [[], .. Pages.Select(page => (string[])[page]), Pages];
        var costs = views.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < views.Length; i++)
            {
                await using var window = await browser.NewContextAsync();
                foreach (var page in views[i]) await OpenAsync(await window.NewPageAsync(), server, page);
                costs[i].Add(await MeasureAsync(server, load));
            }
        }
        var closed = Median(costs[0]);
        for (var i = 0; i < views.Length; i++)
        {
            var cost = Median(costs[i]);
            Console.WriteLine($"open: {(i == 0 ? "none" : string.Join(' ', views[i].Select(page => "/" + page)))}: {cost}; ratio of processor time {cost.Processor / closed.Processor:0.00}");
        }
        Console.WriteLine($"/traces opens under load in {await OpensUnderLoadAsync(browser, server, load):0} ms");
    }

    /// <param name="Processor">Microseconds of the server's processor time for each step.</param>
    /// <param name="PerSecond">Steps per second.</param>
    /// <param name="Reading">What the server counted.</param>
    private sealed record Cost(double Processor, double PerSecond, FlowReading Reading)
    {
        public override string ToString() =>
            $"{PerSecond:0} steps/s, {Processor:0} µs of the server's processor time each; step to step p50 {Reading.HopP50:0.00} ms, p99 {Reading.HopP99:0.0} ms; flow p50 {Reading.EndP50:0.0} ms, p99 {Reading.EndP99:0.0} ms";
    }

    private static Cost Median(List<Cost> costs) => costs.OrderBy(c => c.Processor).ElementAt(costs.Count / 2);

    private static async Task<Cost> MeasureAsync(BenchmarkServer server, LoadGenerator load)
    {
        (await server.Http.DeleteAsync(new Uri("/meter", UriKind.Relative))).EnsureSuccessStatusCode();
        var (before, started) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        var flows = await load.RunAsync(16, Part, (double)StepsPerSecond / StepsOfAFlow);
        FlowReading reading;
        while ((reading = (await server.Http.GetFromJsonAsync<FlowReading>("/meter"))!).Done < flows) await Task.Delay(20);
        var steps = flows * StepsOfAFlow;
        return new((server.ProcessorTime - before).TotalMicroseconds / steps, steps / Stopwatch.GetElapsedTime(started).TotalSeconds, reading);
    }

    private static async Task<double> OpensUnderLoadAsync(IBrowser browser, BenchmarkServer server, LoadGenerator load)
    {
        var running = load.RunAsync(16, Part, (double)StepsPerSecond / StepsOfAFlow);
        await Task.Delay(Part / 2);
        var took = await OpensInAsync(browser, server, "traces");
        await running;
        return took;
    }

    private static async Task<double> OpensInAsync(IBrowser browser, BenchmarkServer server, string page)
    {
        await using var window = await browser.NewContextAsync();
        var tab = await window.NewPageAsync();
        var started = Stopwatch.GetTimestamp();
        await OpenAsync(tab, server, page);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Until the page is connected and shows what it is about.</summary>
    private static async Task OpenAsync(IPage tab, BenchmarkServer server, string page)
    {
        await tab.GotoAsync(new Uri(server.Http.BaseAddress!, "/_stepwell/" + page).ToString());
        await tab.Locator("html[data-connection=live]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await tab.Locator("main h1").WaitForAsync();
        await Assertions.Expect(tab.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }
}
