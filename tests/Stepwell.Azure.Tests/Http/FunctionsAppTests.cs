using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Running;
using Stepwell.Setup;
using Stepwell.Storage;

namespace Stepwell.Azure.Tests.Http;

public sealed class FunctionsAppTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_Placed_IsStoredAndItsEventsAreSent()
    {
        await using var app = await FunctionsApp.StartAsync();
        using var answer = await PlaceAsync(app);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var trace = answer.Headers.GetValues(ApiRunner.TraceHeader).Single();
        Assert.NotEmpty(await app.Services.GetRequiredService<IStepStoreAdmin>().ListEntriesAsync(trace, Cancellation));
        Assert.Contains(app.Sent.All, m => m.Topic == "order.placed");
    }

    [Fact]
    public async Task Function_CalledForAnotherStepsRoute_LetsThatStepAnswer()
    {
        await using var app = await FunctionsApp.StartAsync();
        var http = new DefaultHttpContext { RequestServices = app.Services };
        (http.Request.Method, http.Request.Path, http.Response.Body) = ("GET", "/articles/TEA-01", new MemoryStream());
        await app.Services.GetRequiredService<StepFunctions>().HttpAsync(http.Request, "ListArticles");
        http.Response.Body.Position = 0;
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Contains("\"sku\":\"TEA-01\"", await new StreamReader(http.Response.Body).ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unmatched_CalledForAStepsRoute_RunsNoStep()
    {
        await using var app = await FunctionsApp.StartAsync();
        var http = new DefaultHttpContext { RequestServices = app.Services };
        (http.Request.Method, http.Request.Path) = ("GET", "/articles/TEA-01");
        await app.Services.GetRequiredService<StepFunctions>().UnmatchedAsync(http.Request);
        Assert.Equal(405, http.Response.StatusCode);
        Assert.Equal("GET", http.Response.Headers.Allow);
    }

    [Fact]
    public async Task Report_WithTheKey_IsAnswered()
    {
        await using var app = await FunctionsApp.StartAsync(("OrderDesk:ReportKey", "k3y"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports/2030-01-01");
        request.Headers.Add("X-Api-Key", "k3y");
        using var answer = await app.Client.SendAsync(request, Cancellation);
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("ServiceBusConnection", "SW4001")]
    [InlineData("AzureWebJobsStorage", "SW4002")]
    public async Task Setting_ThatIsMissing_IsToldAtTheStart(string setting, string id)
    {
        var problem = Assert.Single((await Assert.ThrowsAsync<SetupException>(() => FunctionsApp.StartAsync((setting, "")))).Problems);
        Assert.StartsWith(id, problem, StringComparison.Ordinal);
        Assert.Contains(setting, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_AskForState_SeeGroupsAndValuesAndDeleteThem()
    {
        await using var app = await FunctionsApp.StartAsync();
        using var placed = await PlaceAsync(app);
        var trace = placed.Headers.GetValues(ApiRunner.TraceHeader).Single();
        Assert.Contains(trace, await app.Client.GetStringAsync("/_stepwell/api/state", Cancellation), StringComparison.Ordinal);
        var values = await app.Client.GetStringAsync("/_stepwell/api/entries?group=" + trace, Cancellation);
        Assert.Contains("\"key\":\"order\"", values, StringComparison.Ordinal);
        // The customer's address is sensitive.
        Assert.DoesNotContain("ada@example.com", values, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await DeleteAsync(app, "/_stepwell/api/entries?key=&group=" + trace));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(app, "/_stepwell/api/entries?key=order&group=" + trace));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(app, "/_stepwell/api/entries?key=order&group=" + trace));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(app, "/_stepwell/api/dead-letters/none"));
        Assert.Equal("""{"items":[],"next":null,"total":0,"atLeast":false}""", await app.Client.GetStringAsync("/_stepwell/api/dead-letters", Cancellation));
    }

    private static Task<HttpResponseMessage> PlaceAsync(FunctionsApp app) =>
        app.Client.PostAsJsonAsync("/orders", new { customer = "ada@example.com", lines = new[] { new { sku = "TEA-01", quantity = 2 } } }, Cancellation);

    private static async Task<HttpStatusCode> DeleteAsync(FunctionsApp app, string path)
    {
        using var answer = await app.Client.DeleteAsync(path, Cancellation);
        return answer.StatusCode;
    }
}
