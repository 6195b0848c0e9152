using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OrderDesk;
using Stepwell.Testing;

namespace Stepwell.Azure.Tests.Http;

/// <summary>What the functions answer is what the local host answers.</summary>
public sealed class SameAnswerTests
{
    private const string Order = """{ "customer": "ada@example.com", "lines": [{ "sku": "TEA-01", "quantity": 2 }] }""";

    [Theory]
    [InlineData("GET", "/nowhere", null, null, 404)]
    [InlineData("GET", "/", null, null, 404)]
    [InlineData("DELETE", "/orders", null, null, 405)]
    [InlineData("GET", "/orders", null, null, 405)]
    [InlineData("HEAD", "/articles", null, null, 405)]
    [InlineData("PATCH", "/orders/abc/approval", "{}", "application/json", 405)]
    [InlineData("POST", "/orders", "{", "application/json", 400)]
    [InlineData("POST", "/orders", """{ "customer": "ada", "lines": [{ "sku": "tea", "quantity": 0 }] }""", "application/json", 400)]
    [InlineData("POST", "/orders", Order, "text/plain", 415)]
    [InlineData("POST", "/orders", Order, "application/json", 202)]
    [InlineData("GET", "/orders/00000000000000000000000000000000", null, null, 404)]
    [InlineData("GET", "/articles?page=x", null, null, 400)]
    [InlineData("GET", "/articles?search=honey", null, null, 200)]
    [InlineData("GET", "/articles/ZZZ-99", null, null, 404)]
    [InlineData("GET", "/reports/2030-01-01", null, null, 401)]
    public async Task Request_OfEachKind_IsAnsweredAlike(string method, string path, string? body, string? type, int status)
    {
        await using var local = await TestApp.StartAsync<OrderDeskApp>();
        await using var functions = await FunctionsApp.StartAsync();
        var expected = await AskAsync(local.Http, method, path, body, type);
        var actual = await AskAsync(functions.Client, method, path, body, type);
        Assert.Equal(status, expected.Status);
        Assert.Equal(expected, actual);
    }

    private static async Task<Answer> AskAsync(HttpClient client, string method, string path, string? body, string? type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type!));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Select(h => h.Key).Concat(response.Content.Headers.Select(h => h.Key)).Where(h => h != "Date").Order(StringComparer.Ordinal);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), string.Join(", ", response.Content.Headers.Allow), string.Join(' ', headers), Shape(text));
    }

    /// <summary>The body without what differs by its nature: ids.</summary>
    private static string Shape(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '[')) return text;
        var json = JsonNode.Parse(text)!;
        if (json is JsonObject body)
            foreach (var id in new[] { "traceId", "orderId" })
                if (body.ContainsKey(id)) body[id] = "…";
        return json.ToJsonString();
    }

    private sealed record Answer(int Status, string? Type, string Allow, string Headers, string Body);
}
