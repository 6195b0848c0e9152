namespace OrderDesk.Tests;

/// <summary>Whatever happens to orders: what is left and what was sold is what there was.</summary>
public sealed class StockInvariantTests
{
    private const int Orders = 60;
    private static readonly string[] Skus = ["OIL-05", "OIL-22", "TEA-01", "TEA-02", "ZZZ-99"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stock_ManyOrdersAtOnceOnFewArticles_AddsUp(int seed)
    {
        var random = new Random(seed);
        await using var desk = await Desk.OpenAsync();
        var before = await StockAsync(desk);
        var ids = await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => Lines(random)).ToList().Select(lines => desk.SendAsync(lines)));
        await desk.App.QuietAsync();
        await Task.WhenAll(ids.Where((_, i) => i % 2 == 0).Select(id => desk.DecideAsync(id, approved: random.Next(2) == 0)));
        await desk.App.AdvanceAsync(TimeSpan.FromHours(49));

        var sold = new Dictionary<string, int>(StringComparer.Ordinal);
        var decided = new List<OrderState>();
        foreach (var id in ids)
        {
            var order = await desk.ViewAsync(id);
            decided.Add(order.Status);
            if (order.Status != OrderState.Confirmed) continue;
            foreach (var line in order.Lines) sold[line.Sku] = sold.GetValueOrDefault(line.Sku) + line.Quantity;
        }
        Assert.All(decided, state => Assert.True(state is OrderState.Confirmed or OrderState.Rejected, $"An order is {state}."));
        Assert.Contains(OrderState.Confirmed, decided);
        Assert.Contains(OrderState.Rejected, decided);
        Assert.Equal(before, (await StockAsync(desk)).ToDictionary(s => s.Key, s => s.Value + sold.GetValueOrDefault(s.Key)));
        Assert.Equal(decided.Count(s => s == OrderState.Confirmed), desk.Mailer.Sent.Count(m => m.To == "ada@example.com"));
        Assert.All(await desk.App.DeadLettersAsync(), letter => Assert.Contains("ZZZ-99", letter.Reason, StringComparison.Ordinal));
    }

    private static (string, int)[] Lines(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Skus[random.Next(random.Next(5) == 0 ? 5 : 4)], random.Next(10) == 0 ? random.Next(60, 120) : random.Next(1, 5)))];

    private static async Task<Dictionary<string, int>> StockAsync(Desk desk)
    {
        var stock = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sku in Skus.SkipLast(1)) stock[sku] = await desk.StockAsync(sku);
        return stock;
    }
}
