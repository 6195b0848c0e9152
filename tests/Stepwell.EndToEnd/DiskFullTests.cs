using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Stepwell.EndToEnd;

/// <summary>The disk is full: requests are refused in words, nothing is half done, and work goes on by itself once there is room.</summary>
public sealed class DiskFullTests : IDisposable
{
    private const int Mebibytes = 24;
    private readonly DirectoryInfo disk = Directory.CreateTempSubdirectory("stepwell-disk");

    public void Dispose() => disk.Delete(recursive: true);

    [Fact]
    public async Task DiskFull_RequestsAndEvents_AreRefusedWholeAndGoOnWhenThereIsRoom()
    {
        SmallDisks.Need();
        await using var app = await AppProcess.StartOnSmallDiskAsync(Repository.OrderDesk, disk.FullName, Mebibytes);
        var stock = await StockAsync(app);
        var accepted = new List<string> { await AcceptedAsync(app) };
        await UntilAsync(app, accepted[0], "confirmed");
        // Their events are on the way while the disk fills.
        for (var i = 0; i < 5; i++) accepted.Add(await AcceptedAsync(app));
        Fill(app);

        using var refused = await RefusedAsync(app, accepted);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("The disk of the store is full. Nothing of this request is committed; try again later.", (string?)problem["detail"]);
        await UnhealthyAsync(app);
        // Reading needs no room.
        using var known = await app.Http.GetAsync(new Uri("/orders/" + accepted[0], UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);

        File.Delete(Filler(app));
        foreach (var order in accepted) await UntilAsync(app, order, "confirmed");
        using var gone = await app.Http.GetAsync(new Uri("/orders/" + (string?)problem["traceId"], UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        accepted.Add(await AcceptedAsync(app));
        await UntilAsync(app, accepted[^1], "confirmed");
        Assert.Equal(stock - accepted.Count, await StockAsync(app));
        Assert.Empty((await app.Http.GetFromJsonAsync<JsonObject>("/_stepwell/api/dead-letters"))!["items"]!.AsArray());
        await app.StopAsync();
        Assert.Equal(0, app.ExitCode);
    }

    [Fact]
    public async Task DiskFull_WithARepetitionToWriteDown_StopsInOrder()
    {
        SmallDisks.Need();
        await using var app = await AppProcess.StartOnSmallDiskAsync(Repository.PoisonApp, disk.FullName, Mebibytes, "--Stepwell:ShutdownTimeout=00:00:01");
        using var asked = await app.Http.PostAsync(new Uri("/work", UriKind.Relative), null);
        asked.EnsureSuccessStatusCode();
        Fill(app);
        await app.SaysAsync("The queue of Toil could not be written");

        await app.StopAsync();
        Assert.Equal(0, app.ExitCode);
    }

    private string Filler(AppProcess app) => app.Inside(Path.Combine(disk.FullName, "filler"));

    private void Fill(AppProcess app)
    {
        using var filler = new FileStream(Filler(app), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            // It is full.
        }
        Assert.InRange(filler.Length, 1, Mebibytes * 1024 * 1024);
    }

    private static async Task<HttpResponseMessage> OrderAsync(AppProcess app) =>
        await app.Http.PostAsJsonAsync("/orders", new { customer = "ada@example.com", lines = new[] { new { sku = "TEA-01", quantity = 1 } } });

    private static async Task<string> AcceptedAsync(AppProcess app)
    {
        using var answer = await OrderAsync(app);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["orderId"]!;
    }

    /// <summary>Orders until one is refused: the last page of the log may have had room for some.</summary>
    private static async Task<HttpResponseMessage> RefusedAsync(AppProcess app, List<string> accepted)
    {
        while (true)
        {
            var answer = await OrderAsync(app);
            if (answer.StatusCode != HttpStatusCode.Accepted) return answer;
            using (answer) accepted.Add((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["orderId"]!);
        }
    }

    /// <summary>What a refused commit had reserved of the log takes some of the small writes by which health is told.</summary>
    private static Task UnhealthyAsync(AppProcess app) => app.UntilAsync(async () =>
    {
        using var health = await app.Http.GetAsync(new Uri("/health", UriKind.Relative));
        return health.StatusCode == HttpStatusCode.ServiceUnavailable;
    }, "it is not well");

    private static Task UntilAsync(AppProcess app, string order, string status) =>
        app.UntilAsync(async () => (string?)(await app.Http.GetFromJsonAsync<JsonObject>("/orders/" + order))!["status"] == status, $"the order {order} is {status}");

    private static async Task<int> StockAsync(AppProcess app) =>
        (int)(await app.Http.GetFromJsonAsync<JsonObject>("/articles/TEA-01"))!["article"]!["stock"]!;
}
