using System.Text.Json.Nodes;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Pages.Endpoints;

namespace Stepwell.Workbench.Tests.Endpoints;

public sealed class RequestWriterTests
{
    private const string Document = """
        {
          "paths": {
            "/files/{path}": { "get": { "operationId": "Read.Get", "parameters": [ { "name": "path", "in": "path", "required": true, "schema": { "type": "string" } } ] } },
            "/pages/{n}": { "get": { "operationId": "Read.Get.2", "parameters": [ { "name": "n", "in": "path", "required": true, "schema": { "type": "integer" } } ] } },
            "/pages": { "get": { "operationId": "Read.Get.Short" } },
            "/upload": { "post": { "operationId": "Upload", "parameters": [
                { "name": "tag", "in": "query", "required": false, "schema": { "type": "array", "items": { "type": "string" } } },
                { "name": "Idempotency-Key", "in": "header", "required": false, "schema": { "type": "string" } } ],
              "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": { "type": "object", "required": ["file"], "properties": {
                "file": { "type": "string", "format": "binary" }, "more": { "type": "array", "items": { "type": "string", "format": "binary" } }, "title": { "type": "string" } } } } } } } },
            "/raw": { "put": { "operationId": "Raw", "requestBody": { "required": true, "content": { "*/*": { "schema": {} } } } } }
          }
        }
        """;

    private static readonly AppModel App = new()
    {
        App = "Test",
        Steps =
        [
            Step("Read", new("api", "GET", "/files/{**path}"), new("api", "GET", "/pages/{number:int?}")),
            Step("Upload", new TriggerModel("api", "POST", "/upload")),
            Step("Raw", new TriggerModel("api", "PUT", "/raw")),
            Step("Other", new TriggerModel("api", "GET", "/files/{name:length(3)}")),
        ],
    };

    private static readonly IReadOnlyList<Endpoint> Endpoints = new EndpointReader(App, JsonNode.Parse(Document)!.AsObject()).Read();

    [Theory]
    [InlineData(0, "a b/c?", "/files/a%20b/c%3F")]
    [InlineData(1, "3", "/pages/3")]
    [InlineData(1, "", "/pages")]
    public void Path_OfARoute_HasItsValuesEncoded(int route, string value, string path)
    {
        var chosen = Endpoints[0].Routes[route];
        var draft = new RequestDraft { [chosen.Parameters[0]] = value };
        Assert.Equal(path, RequestWriter.Path(chosen, draft));
        Assert.Empty(RequestWriter.Missing(chosen, draft));
    }

    [Fact]
    public void Parameters_OfARouteWithAnotherName_HaveTheSchemaOfTheirPlace()
    {
        var parameter = Assert.Single(Endpoints[0].Routes[1].Parameters);
        Assert.Equal(("path", "number", false, "integer"), (parameter.Place, parameter.Name, parameter.Required, parameter.Schema.Type));
    }

    [Fact]
    public void Endpoint_ThatTheDocumentLeavesOut_IsMadeFromTheManifest()
    {
        var parameter = Assert.Single(Endpoints.Single(e => e.Handler.Name == "Other").Routes[0].Parameters);
        Assert.Equal(("path", "name", true, "string"), (parameter.Place, parameter.Name, parameter.Required, parameter.Schema.Type));
    }

    [Fact]
    public void Write_AForm_HasItsFieldsFilesListsAndHeaders()
    {
        var route = Endpoints[1].Routes[0];
        var fields = route.Body!.Fields;
        var draft = new RequestDraft { IdempotencyKey = "once", [fields[2]] = "A title", [route.Parameters.Single()] = "x\n\ny z" };

        var question = RequestWriter.Write(route, draft, [new HeaderEntry { Name = "X-A", Value = "1" }, new HeaderEntry()], p => "input-" + p.Name);

        Assert.True(route.KeepsAnswers);
        Assert.Equal([true, true, false], fields.Select(f => f.IsFile));
        Assert.Equal("/upload?tag=x&tag=y%20z", question.Path);
        Assert.Equal(["Idempotency-Key: once", "X-A: 1"], question.Headers.Select(h => $"{h[0]}: {h[1]}"));
        Assert.Equal([new("file", null, "input-file"), new("more", null, "input-more"), new("title", "A title")], question.Fields!);
        Assert.True(question.Multipart);
        Assert.Null(question.Body);
        Assert.Contains("-F 'file=@FILE'", RequestCommand.Write(question, "http://h/"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_BytesAsTheyAre_AreTextOrAFile()
    {
        var route = Endpoints[2].Routes[0];
        var draft = new RequestDraft { Body = "text" };
        Assert.Equal("text", RequestWriter.Write(route, draft, [], p => p.Name).Body);
        var file = RequestWriter.Write(route, draft, [], p => p.Name, "raw-file");
        Assert.Equal((null, "raw-file"), (file.Body, file.File));
    }

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("Cookie", true)]
    [InlineData("Accept-Language", false)]
    public void Headers_ThatMayBeSecret_AreTold(string name, bool secret) => Assert.Equal(secret, HeaderEntry.IsSecret(name));

    [Theory]
    [InlineData("Cookie", true)]
    [InlineData("sec-fetch-site", true)]
    [InlineData("Authorization", false)]
    public void Headers_ThatABrowserLeavesOut_AreTold(string name, bool left) => Assert.Equal(left, HeaderEntry.IsBrowsers(name));

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""[["a"]]""")]
    public void Headers_ThatAreNoneOfOurs_AreNothing(string? remembered) => Assert.Empty(HeaderEntry.Read(remembered));

    private static StepModel Step(string name, params TriggerModel[] routes) =>
        new() { Name = name, Flows = ["flow"], Handlers = [new HandlerModel { Name = name, Kind = "api", Triggers = routes }] };
}
