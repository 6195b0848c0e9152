using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Contracts;

namespace OrderDesk.Tests;

/// <summary>The app under test, with the few words that most tests speak.</summary>
internal sealed class Desk(TestApp app, RecordingMailer mailer) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = MakeJson();

    public TestApp App => app;

    public HttpClient Http => app.Http;

    public RecordingMailer Mailer => mailer;

    public static async Task<Desk> OpenAsync(DateTimeOffset? at = null, params (string Name, string Value)[] settings)
    {
        var mailer = new RecordingMailer();
        return new(await TestApp.StartAsync<OrderDeskApp>(builder =>
        {
            builder.Services.AddSingleton<IMailer>(mailer);
            foreach (var (name, value) in settings) builder.Configuration["OrderDesk:" + name] = value;
        }, at), mailer);
    }

    /// <summary>Sends an order and goes on at once.</summary>
    public async Task<string> SendAsync(params (string Sku, int Quantity)[] lines)
    {
        var answer = await Http.PostAsJsonAsync("/orders", Body(lines));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<OrderReceipt>(Json))!.OrderId;
    }

    /// <summary>Sends an order and waits until all of it has happened.</summary>
    public async Task<string> OrderAsync(params (string Sku, int Quantity)[] lines)
    {
        var id = await SendAsync(lines);
        await app.QuietAsync(id);
        return id;
    }

    public async Task<HttpResponseMessage> DecideAsync(string orderId, bool approved, string? note = null)
    {
        var answer = await Http.PostAsJsonAsync($"/orders/{orderId}/approval", new { approved, note });
        await app.QuietAsync(orderId);
        return answer;
    }

    public async Task<OrderView> ViewAsync(string orderId) => await GetAsync<OrderView>($"/orders/{orderId}");

    public async Task<int> StockAsync(string sku) => (await GetAsync<ArticleDetail>($"/articles/{sku}")).Article.Stock;

    public async Task<T> GetAsync<T>(string path) => (await Http.GetFromJsonAsync<T>(path, Json))!;

    public static object Body(params (string Sku, int Quantity)[] lines) =>
        new { customer = "ada@example.com", lines = lines.Select(l => new { sku = l.Sku, quantity = l.Quantity }) };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static JsonSerializerOptions MakeJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(json);
        return json;
    }
}
