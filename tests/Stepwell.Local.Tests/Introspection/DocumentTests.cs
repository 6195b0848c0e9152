using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi.Reader;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Introspection;

public sealed class DocumentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/openapi.json")]
    [InlineData("/_stepwell/api/openapi.json")]
    public async Task Document_IsOpenApi31AndItsReferencesResolve(string path)
    {
        await using var desk = await Desk.StartAsync();
        var text = await desk.Http.GetStringAsync(path, Cancel);

        var read = Microsoft.OpenApi.OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var document = JsonNode.Parse(text)!;
        var references = All(document).OfType<JsonObject>().Select(o => (string?)o["$ref"]).OfType<string>().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.NotNull(document["components"]!["schemas"]![r["#/components/schemas/".Length..]]));
    }

    [Fact]
    public async Task Document_OfTheHost_HasWhatIsMappedAndNothingElse()
    {
        await using var desk = await Desk.StartAsync();
        var document = await desk.GetAsync("openapi.json");

        var described = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}"));
        var mapped = desk.App.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/_stepwell/api", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText!.Replace("{**", "{", StringComparison.Ordinal)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        var ids = All(document).OfType<JsonObject>().Select(o => (string?)o["operationId"]).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Document_OfTheApp_DescribesItsApiFromTheManifest()
    {
        await using var desk = await Desk.StartAsync();
        var document = JsonNode.Parse(await desk.Http.GetStringAsync("/openapi.json", Cancel))!;
        Assert.Equal("DeskApp", (string?)document["info"]!["title"]);
        Assert.Equal("Takes an order", (string?)document["paths"]!["/orders"]!["post"]!["summary"]);
        Assert.True(JsonNode.DeepEquals(document, await desk.GetAsync("endpoints")));
    }

    [Fact]
    public async Task Health_WhileTheStoreTakesWrites_IsOkAndElse503WithWhy()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var desk = await Desk.StartAsync(time: time);
        Assert.Equal("""{"status":"ok","app":"DeskApp"}""", await desk.Http.GetStringAsync("/health", Cancel));

        using var free = new ManualResetEventSlim();
        var blocked = desk.App.Store.Writer.AddAsync(_ =>
        {
            free.Wait(Cancel);
            return 0;
        });
        var asked = desk.Http.GetAsync("/health", Cancel);
        while (!asked.IsCompleted)
        {
            time.AdvanceTo(time.GetUtcNow().AddSeconds(2));
            await Task.Yield();
        }

        var answer = await asked;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("did not take a write", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        free.Set();
        await blocked;
    }

    [Fact]
    public async Task Root_OfAnAppWithTheseRoutes_IsTheApps()
    {
        var mine = new StepCatalog([new StepDefinition { Name = "Mine", Type = typeof(Mine), Flows = ["f"], Handlers = [Handler()] }], []);
        await using var desk = await Desk.StartAsync(b => b.Services.Replace(ServiceDescriptor.Singleton(mine)));
        Assert.Equal("mine", await desk.Http.GetStringAsync("/health", Cancel));
        Assert.Equal("mine", await desk.Http.GetStringAsync("/openapi.json", Cancel));
        Assert.NotNull((await desk.GetAsync("endpoints"))["paths"]!["/openapi.json"]);
    }

    private static HandlerDefinition Handler() => new()
    {
        Name = "Mine", Kind = HandlerKind.Api, Routes = [new("GET", "/health"), new("GET", "openapi.json")], TimeLimit = TimeSpan.FromSeconds(10), Create = () => new Mine(),
    };

    private sealed class Mine : ApiInvocation
    {
        public override ValueTask BindAsync(ApiBinder binder) => default;

        public override ValueTask<object?> InvokeAsync(IServiceProvider services, StepContext step) => new("mine");
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(All).Prepend(o),
        JsonArray a => a.OfType<JsonNode>().SelectMany(All).Prepend(a),
        _ => [node],
    };
}
