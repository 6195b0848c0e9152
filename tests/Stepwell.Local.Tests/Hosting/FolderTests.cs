using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Hosting;
using Stepwell.Local.Tests.Steps;
using Stepwell.Setup;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Hosting;

/// <summary>What a start finds in its data directory.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stepwell-data-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Open_OfAFolderThatIsNew_ClosesItToOthersAndLeavesAnExistingOneAsItIs()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Shared = Mine | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(folder, Shared);

        using (DataFolder.Open(Path.Combine(folder, "new"))) Assert.Equal(Mine, File.GetUnixFileMode(Path.Combine(folder, "new")));
        using (DataFolder.Open(folder)) Assert.Equal(Shared, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task Start_WithItsPortTaken_RunsNothingThatWaits()
    {
        await using (var first = Build())
        {
            await first.StartAsync();
            first.Dispatcher.Pause();
            using var http = new HttpClient { BaseAddress = new Uri(first.Urls.Single()) };
            using var sent = await http.PostAsync("_stepwell/api/events", new StringContent("""{"topic":"desk.slow","data":{"name":"a"}}""", null, "application/json"), Stop);
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        }
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await using var second = Build($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        await Assert.ThrowsAsync<IOException>(second.StartAsync);

        Assert.Equal((1, 0), second.Dispatcher.Describe().Where(q => q.Handler == "Crawl").Select(q => (q.Depth, q.InFlight)).Single());
        Assert.False(second.Web.Services.GetRequiredService<Gate>().Entered.Task.IsCompleted);
    }

    [Fact]
    public async Task Start_AfterAClockThatWasAhead_GoesOnWithItsSchedules()
    {
        var noon = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var ahead = new VirtualTime(noon);
        await using (var first = Build(time: ahead))
        {
            await first.StartAsync();
            ahead.AdvanceTo(noon.AddDays(30));
            await first.Dispatcher.Workload.QuietAsync(null);
            await first.StopAsync();
        }
        var right = new VirtualTime(noon.AddHours(1));
        await using var second = Build(time: right);
        await second.StartAsync();
        right.AdvanceTo(noon.AddDays(1));
        await second.Dispatcher.Workload.QuietAsync(null);
        await second.History.CaughtUpAsync();

        using var http = new HttpClient { BaseAddress = new Uri(second.Urls.Single()) };
        var totals = JsonNode.Parse(await http.GetStringAsync("_stepwell/api/totals", Stop))!;
        Assert.Equal(["Mixed.Tick", "Nightly", "Twice.First", "Twice.Second"],
            totals["handlers"]!.AsArray().Where(h => (int)h!["started"]! == 1).Select(h => (string)h!["handler"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_WithItsFolderSetInCodeTooLate_IsRefused()
    {
        var refused = Assert.Throws<SetupException>(() => Build(configure: b => b.Services.Configure<LocalSettings>(s => s.DataDirectory = "elsewhere")));
        Assert.StartsWith("SW2009: Stepwell:DataDirectory is ", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    private LocalApp Build(string url = "http://127.0.0.1:0", TimeProvider? time = null, Action<WebApplicationBuilder>? configure = null) => new LocalAppBuilder
    {
        Args = ["--urls", url, "--Stepwell:DataDirectory=" + folder, "--Stepwell:ShutdownTimeout=00:00:00.010"],
        Time = time,
        Environment = "Test",
        Configure = b =>
        {
            b.Logging.ClearProviders();
            configure?.Invoke(b);
        },
    }.Build<DeskApp>();
}
