using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Hosting;
using Stepwell.Local.Tests.Steps;

namespace Stepwell.Local.Tests.Introspection;

/// <summary>A running app and a client of its introspection.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private const string Base = "/_stepwell/api/";

    private Desk(LocalApp app)
    {
        App = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    internal LocalApp App { get; }

    internal HttpClient Http { get; }

    internal static Task<Desk> StartAsync(Action<WebApplicationBuilder>? configure = null, TimeProvider? time = null) => StartAsync<DeskApp>(configure, time);

    /// <summary>An app that keeps what it has in a folder.</summary>
    internal static Task<Desk> StartInAsync(string folder, Action<WebApplicationBuilder>? configure = null) => StartAsync<DeskApp>(configure, null, folder);

    internal static async Task<Desk> StartAsync<TApp>(Action<WebApplicationBuilder>? configure = null, TimeProvider? time = null, string? folder = null) where TApp : IStepApp
    {
        var app = new LocalAppBuilder
        {
            InMemory = folder is null,
            Args = folder is null ? [] : ["--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + folder],
            Time = time,
            Environment = "Test",
            Configure = builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(null, LogLevel.None);
                configure?.Invoke(builder);
            },
        }.Build<TApp>();
        await app.StartAsync();
        return new Desk(app);
    }

    /// <summary>Places an order and waits until all that follows is done.</summary>
    internal async Task<string> OrderAsync(string item, string card = "4711")
    {
        var answer = await Http.PostAsJsonAsync("/orders", new NewOrder(item, card));
        answer.EnsureSuccessStatusCode();
        var trace = answer.Headers.GetValues(Running.ApiRunner.TraceHeader).Single();
        await QuietAsync(trace);
        return trace;
    }

    internal async Task QuietAsync(string trace)
    {
        await App.Dispatcher.Workload.QuietAsync(trace);
        await App.History.CaughtUpAsync();
    }

    internal async Task<JsonNode> GetAsync(string path)
    {
        var (status, json) = await SendAsync("GET", path);
        Assert.True(status == HttpStatusCode.OK, $"{status} {json}");
        return json!;
    }

    /// <summary>A trace that an earlier process left, as soon as it is read from disk.</summary>
    internal async Task<JsonNode> EarlierAsync(string trace)
    {
        for (var patience = 1000; patience > 0; patience--)
        {
            if (await SendAsync("GET", $"traces/{trace}") is (HttpStatusCode.OK, { } json)) return json;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"The trace {trace} is not among what the earlier process left.");
    }

    internal async Task<(HttpStatusCode Status, JsonNode? Json)> SendAsync(string method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Base + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 400) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text, documentOptions: new() { MaxDepth = 128 }));
    }

    /// <summary>Asserts that a request is refused, with a text that has some words.</summary>
    internal async Task RefusedAsync(HttpStatusCode status, string words, string method, string path, string? body = null, string? ifMatch = null)
    {
        var (found, json) = await SendAsync(method, path, body, ifMatch);
        Assert.Equal(status, found);
        Assert.Contains(words, json!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
