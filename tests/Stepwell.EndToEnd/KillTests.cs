using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Stepwell.EndToEnd;

/// <summary>The host is killed at random moments under load: what was answered is finished, every effect once, and stock adds up.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 12;
    private const int Clients = 8;
    private static readonly string[] Skus = ["TEA-01", "TEA-02", "TEA-03"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-kill");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Kill_AtRandomMomentsUnderLoad_LosesNothingAndRepeatsNothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var accepted = new ConcurrentDictionary<string, (string Sku, int Quantity)>();
        var before = new Dictionary<string, int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var app = await AppProcess.StartAsync(folder.FullName);
            if (kill == 0)
                foreach (var sku in Skus)
                    before[sku] = await StockAsync(app, sku);
            await LoadUntilKilledAsync(app, accepted, accepted.Count + random.Next(1, 80));
        }
        await using var last = await AppProcess.StartAsync(folder.FullName);
        await QuietAsync(last);
        var orders = await OrdersAsync(last);
        var confirmed = orders.Values.Where(o => o.Status == "confirmed").ToList();
        output.WriteLine($"{accepted.Count} orders were answered over {Kills} kills, {orders.Count} are there, {confirmed.Count} confirmed");
        Assert.NotEmpty(confirmed);
        Assert.All(accepted, order => Assert.Contains(orders[order.Key].Status, (string[])["confirmed", "rejected"]));
        foreach (var sku in Skus)
            Assert.Equal(before[sku] - confirmed.Where(o => o.Sku == sku).Sum(o => o.Quantity), await StockAsync(last, sku));
        Assert.Empty((await last.Http.GetFromJsonAsync<JsonObject>("/_stepwell/api/dead-letters"))!["items"]!.AsArray());
    }

    /// <summary>Orders from several clients, until enough were answered and the process is killed under the next.</summary>
    private static async Task LoadUntilKilledAsync(AppProcess app, ConcurrentDictionary<string, (string, int)> accepted, int enough)
    {
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(c => Task.Run(async () =>
        {
            for (var i = c; !stop.IsCancellationRequested; i++)
            {
                var order = (Sku: Skus[i % Skus.Length], Quantity: 1 + (i % 2));
                try
                {
                    using var answer = await app.Http.PostAsJsonAsync("/orders", new { customer = "ada@example.com", lines = new[] { new { sku = order.Sku, quantity = order.Quantity } } });
                    if (answer.StatusCode != HttpStatusCode.Accepted) continue;
                    var id = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["orderId"]!;
                    accepted[id] = order;
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
                {
                    // The process was killed under this request: nobody was promised anything.
                    return;
                }
            }
        })).ToArray();
        while (accepted.Count < enough) await Task.Yield();
        await app.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(clients);
    }

    private static Task QuietAsync(AppProcess app) =>
        app.UntilAsync(async () => (await app.Http.GetFromJsonAsync<JsonArray>("/_stepwell/api/queues"))!.All(q => (int)q!["depth"]! == 0), "the queues are empty");

    /// <summary>All orders, also those whose answer was lost with the process.</summary>
    private static async Task<Dictionary<string, (string Status, string Sku, int Quantity)>> OrdersAsync(AppProcess app)
    {
        var orders = new Dictionary<string, (string, string, int)>();
        string? after = null;
        do
        {
            var page = (await app.Http.GetFromJsonAsync<JsonObject>("/_stepwell/api/state?count=500&after=" + after))!;
            foreach (var group in page["items"]!.AsArray().Select(g => (string)g!["group"]!))
            {
                using var answer = await app.Http.GetAsync(new Uri("/orders/" + Uri.EscapeDataString(group), UriKind.Relative));
                if (!answer.IsSuccessStatusCode) continue;
                var order = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
                orders[group] = ((string)order["status"]!, (string)order["lines"]![0]!["sku"]!, (int)order["lines"]![0]!["quantity"]!);
            }
            after = (string?)page["next"];
        }
        while (after is not null);
        return orders;
    }

    private static async Task<int> StockAsync(AppProcess app, string sku) =>
        (int)(await app.Http.GetFromJsonAsync<JsonObject>($"/articles/{sku}"))!["article"]!["stock"]!;
}
