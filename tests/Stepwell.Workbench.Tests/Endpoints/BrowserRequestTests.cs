using System.Text;
using System.Text.Json;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests.Endpoints;

/// <summary>How the browser sends what the sample has no endpoint for: forms, files, streams. The app's side of it is played here.</summary>
public sealed class BrowserRequestTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Request_WithFiles_SendsThemFromTheirInputs()
    {
        await using var screen = await desk.OpenAsync("endpoints");
        var sent = await AnswerAsync(screen, new() { Status = 201, ContentType = "image/png", BodyBytes = [0x89, 0x50, 0, 1] });
        await screen.Page.EvaluateAsync("() => { const i = Object.assign(document.createElement('input'), { type: 'file', id: 'here' }); document.querySelector('main').append(i); }");
        await screen.Page.Locator("#here").SetInputFilesAsync(new FilePayload { Name = "a.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("in the file") });

        var answer = await SendAsync(screen, """{ "fields": [{ "name": "title", "value": "A title" }, { "name": "file", "input": "here" }], "multipart": true }""");
        Assert.Equal((201, 4, null), (answer.GetProperty("status").GetInt32(), answer.GetProperty("bytes").GetInt32(), answer.GetProperty("text").GetString()));
        var form = sent.TryDequeue(out var first) ? first : "";
        Assert.Matches("name=\"title\"\r\n\r\nA title", form);
        Assert.Matches("name=\"file\"; filename=\"a.txt\"", form);

        await SendAsync(screen, """{ "fields": [{ "name": "title", "value": "a&b" }], "multipart": false }""");
        Assert.Equal("title=a%26b", sent.TryDequeue(out var second) ? second : "");
    }

    [Fact]
    public async Task Request_WithALongAnswer_KeepsItsBeginning()
    {
        await using var screen = await desk.OpenAsync("endpoints");
        // The cut falls within a character of two bytes.
        await AnswerAsync(screen, new() { Status = 200, ContentType = "text/plain", Body = "x" + new string('é', 300_000) });
        var answer = await SendAsync(screen, "{}");
        Assert.Equal((600_001, true, 262_144), (answer.GetProperty("bytes").GetInt32(), answer.GetProperty("cut").GetBoolean(), answer.GetProperty("text").GetString()!.Length));
    }

    [Fact]
    public async Task Request_WithAHeaderThatCannotBeSent_SaysWhy()
    {
        await using var screen = await desk.OpenAsync("endpoints");
        var answer = await SendAsync(screen, """{ "headers": [["not a name", "x"]] }""");
        Assert.Contains("not a name", answer.GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Request_ThatIsStopped_SaysSo()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=ListArticles");
        var arrived = new TaskCompletionSource();
        await screen.Page.RouteAsync("**/articles", _ => { arrived.SetResult(); return Task.CompletedTask; });
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await arrived.Task;

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "Response" })).ToContainTextAsync("It was stopped before an answer came.");
    }

    [Fact]
    public async Task Answer_DeepAndWide_IsDrawnAsItIsOpened()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=ListArticles");
        var items = Enumerable.Range(0, 40).Select(i => new { a = new { b = new { c = Enumerable.Range(0, 40).Select(n => $"leaf {i}.{n}") } } });
        await screen.Page.RouteAsync("**/articles", route => route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = JsonSerializer.Serialize(items) }));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var body = screen.Page.GetByRole(AriaRole.Group, new() { Name = "Body" });
        var closed = body.Locator("summary", new() { HasText = "40 items" }).Nth(1);
        await Assertions.Expect(closed).ToBeVisibleAsync();
        // Each item, its a, b and c, but no leaf.
        Assert.Equal(40 * 4, await body.Locator(".json-line").CountAsync());

        await closed.ClickAsync();

        await Assertions.Expect(body.GetByText("leaf 0.39")).ToBeVisibleAsync();
        await Assertions.Expect(body.Locator(".json-line")).ToHaveCountAsync((40 * 4) + 40);
        await closed.ClickAsync();
        await Assertions.Expect(body.GetByText("leaf 0.39")).ToBeHiddenAsync();
    }

    private static async Task<System.Collections.Concurrent.ConcurrentQueue<string>> AnswerAsync(Screen screen, RouteFulfillOptions answer)
    {
        var sent = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await screen.Page.RouteAsync("**/played", route =>
        {
            sent.Enqueue(Encoding.UTF8.GetString(route.Request.PostDataBuffer ?? []));
            return route.FulfillAsync(answer);
        });
        return sent;
    }

    private static Task<JsonElement> SendAsync(Screen screen, string question) =>
        screen.Page.EvaluateAsync<JsonElement>("question => stepwell.request({ method: 'POST', path: '/played', headers: [], body: null, fields: null, ...JSON.parse(question) })", question);
}
