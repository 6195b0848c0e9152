using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi.Reader;
using Stepwell.Catalog;
using Stepwell.OpenApi;
using Stepwell.Tests.Contracts;

namespace Stepwell.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly StepCatalog Shop = Handlers.Catalog(
        Handlers.Api("PlaceOrder", "POST /orders", [new("body", BindFrom.Body, typeof(NewOrder), true, "The order.")], [new(202, typeof(Tree)), new(409, null, "Sold out.")]),
        Handlers.Api("GetOrder", "GET /orders/{orderId:guid}", [new("orderId", BindFrom.Route, typeof(Guid), true)], [new(200, typeof(NewOrder))], HomeGroupKind.JoinedTrace, authorize: true),
        Handlers.Api("DropOrder", "DELETE /orders/{id}", null, [new(204)]),
        Handlers.Api("ListLines", "GET /lines/{page:int:min(1)?}|HEAD /lines",
            [new("page", BindFrom.Route, typeof(int?), false), new("tag", BindFrom.Query, typeof(string[]), false), new("colour", BindFrom.Query, typeof(Colour?), false), new("X-Tenant", BindFrom.Header, typeof(string), true)],
            [new(200, typeof(Page<Line>)), new(200, typeof(Page<Stepwell.Tests.Contracts.Line>))]),
        Handlers.Api("Upload", "PUT /files/{*path}", [new("title", BindFrom.Form, typeof(string), true), new("file", BindFrom.File, typeof(IFormFile), true), new("more", BindFrom.File, typeof(IFormFileCollection), false)]),
        Handlers.Api("Hook", "POST /hook|PURGE /hook", [new("body", BindFrom.RawBody, typeof(ReadOnlyMemory<byte>), true)], [new(200), new(400, typeof(ProblemDetails))]),
        Handlers.Api("Draw.Post", "POST /drawings", [new("body", BindFrom.Body, typeof(Drawing), false)], [new(200, typeof(Dictionary<string, Payment?>))]),
        Handlers.Api("Search", "GET /search/{kind}",
            [
                new("kind", BindFrom.Route, typeof(string), true) { Rules = [new StringLengthAttribute(8)] },
                new("page", BindFrom.Query, typeof(int?), false) { Rules = [new RangeAttribute(1, 9)] },
                new("tags", BindFrom.Query, typeof(string[]), false) { Rules = [new MaxLengthAttribute(3)] },
                new("X-Key", BindFrom.Header, typeof(string), false) { Rules = [new RequiredAttribute()] },
            ], [new(200, typeof(string), null, "text/plain"), new(404, typeof(string))]),
        Handlers.Api("Pass", "POST /pass", [new("title", BindFrom.Form, typeof(string), true) { Rules = [new StringLengthAttribute(8)] }], [new(200, typeof(Stream), "Bytes.", "application/octet-stream")], keeps: false),
        Handlers.Api("ByName", "GET /orders/{name:alpha}", [new("name", BindFrom.Route, typeof(string), true)]));

    private static readonly JsonObject Document = OpenApiDocument.Create(Shop, Registry.Default,
        new("Shop", "1.2.3") { Description = "Sells.", Servers = ["http://localhost:3000"] },
        h => h.Name == "PlaceOrder" ? "Accepts an order. It may take a while." : null);

    [Fact]
    public void Create_Document_IsOpenApi31ForTheReferenceReader()
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(Document.ToJsonString(), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(9, read.Document!.Paths.Count);
    }

    [Fact]
    public void Create_References_AllResolve()
    {
        var references = All(Document).OfType<JsonObject>().Select(o => o["$ref"]?.GetValue<string>()).OfType<string>().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.NotNull(Document["components"]!["schemas"]![r["#/components/schemas/".Length..]]));
    }

    [Fact]
    public void Create_OperationIds_AreUnique()
    {
        var ids = Operations().Select(o => (string)o.Operation["operationId"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(["Draw.Post", "DropOrder", "GetOrder", "Hook.Post", "Hook.Purge", "ListLines.Get", "ListLines.Get.Short", "ListLines.Head", "Pass", "PlaceOrder", "Search", "Upload"], ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Create_PathParameters_AreDeclaredAndRequired()
    {
        foreach (var (path, operation) in Operations())
        {
            var named = System.Text.RegularExpressions.Regex.Matches(path, @"\{([^}]+)\}").Select(m => m.Groups[1].Value).Order();
            var declared = (operation["parameters"] as JsonArray ?? []).Where(p => (string?)p!["in"] == "path").ToList();
            Assert.Equal(named, declared.Select(p => (string)p!["name"]!).Order());
            Assert.All(declared, p => Assert.True((bool)p!["required"]!));
        }
    }

    [Fact]
    public void Create_Routes_AreNormalised()
    {
        Assert.Equal(["/drawings", "/files/{path}", "/hook", "/lines", "/lines/{page}", "/orders", "/orders/{orderId}", "/pass", "/search/{kind}"], Document["paths"]!.AsObject().Select(p => p.Key));
        var page = Document["paths"]!["/lines/{page}"]!["get"]!["parameters"]![0]!;
        Assert.Equal("""{"type":"integer","format":"int32","minimum":1}""", page["schema"]!.ToJsonString());
        Assert.Equal("orderId", (string?)Document["paths"]!["/orders/{orderId}"]!["delete"]!["parameters"]![0]!["name"]);
        Assert.Contains("ByName", (string?)Document["paths"]!["/orders/{orderId}"]!["get"]!["description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders", "post", "202 400 409 413 415 422 500")]
    [InlineData("/orders/{orderId}", "get", "200 400 401 403 404 500")]
    [InlineData("/orders/{orderId}", "delete", "204 409 422 500")]
    [InlineData("/files/{path}", "put", "2XX 400 409 413 415 422 500")]
    [InlineData("/hook", "post", "200 400 409 413 422 500")]
    [InlineData("/pass", "post", "200 400 413 415 500")]
    public void Create_Responses_AreTheDeclaredAndTheRuntimesOwn(string path, string method, string statuses) =>
        Assert.Equal(statuses.Split(' '), Document["paths"]![path]![method]!["responses"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Create_Bodies_HaveTheirMediaTypes()
    {
        var paths = Document["paths"]!;
        Assert.Equal("#/components/schemas/NewOrder", (string?)paths["/orders"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        var form = paths["/files/{path}"]!["put"]!["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!;
        Assert.Equal("binary", (string?)form["properties"]!["file"]!["format"]);
        Assert.Equal("binary", (string?)form["properties"]!["more"]!["items"]!["format"]);
        Assert.Equal("""["title","file"]""", form["required"]!.ToJsonString());
        Assert.NotNull(paths["/hook"]!["post"]!["requestBody"]!["content"]!["*/*"]);
        Assert.False((bool)paths["/drawings"]!["post"]!["requestBody"]!["required"]!);
    }

    [Fact]
    public void Create_RulesOfParameters_AreInTheirSchemas()
    {
        var parameters = Document["paths"]!["/search/{kind}"]!["get"]!["parameters"]!.AsArray().ToDictionary(p => (string)p!["name"]!, p => p!);
        Assert.Equal("""{"type":"string","maxLength":8}""", parameters["kind"]["schema"]!.ToJsonString());
        Assert.Equal("""{"type":"integer","format":"int32","minimum":1,"maximum":9}""", parameters["page"]["schema"]!.ToJsonString());
        Assert.Equal("""{"type":"array","items":{"type":"string"},"maxItems":3}""", parameters["tags"]["schema"]!.ToJsonString());
        Assert.Equal("""{"type":"string","minLength":1,"pattern":"\\S"}""", parameters["X-Key"]["schema"]!.ToJsonString());
        Assert.True((bool)parameters["X-Key"]["required"]!);
        Assert.Equal(8, (int)Document["paths"]!["/pass"]!["post"]!["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!["properties"]!["title"]!["maxLength"]!);
    }

    [Fact]
    public void Create_AnswersThatAreNoJson_HaveTheirMediaTypes()
    {
        var answers = Document["paths"]!["/search/{kind}"]!["get"]!["responses"]!;
        Assert.Equal("""{"text/plain":{"schema":{"type":"string"}}}""", answers["200"]!["content"]!.ToJsonString());
        Assert.NotNull(answers["404"]!["content"]!["application/json"]);
        var bytes = Document["paths"]!["/pass"]!["post"]!["responses"]!["200"]!;
        Assert.Equal(("Bytes.", """{"application/octet-stream":{"schema":{}}}"""), ((string?)bytes["description"], bytes["content"]!.ToJsonString()));
    }

    [Fact]
    public void Create_AnswerThatCannotBeKept_OffersNoIdempotencyKey() =>
        Assert.Null(Document["paths"]!["/pass"]!["post"]!["parameters"]);

    [Fact]
    public void Create_NamesOfTypes_AreShortWhereUniqueAndFullWhereNot()
    {
        var names = Document["components"]!["schemas"]!.AsObject().Select(p => p.Key).ToList();
        Assert.Contains("NewOrder", names);
        Assert.Contains("Stepwell.Tests.OpenApi.Line", names);
        Assert.Contains("Stepwell.Tests.Contracts.Line", names);
        Assert.Contains("ProblemDetails", names);
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public void Create_Texts_ComeFromTheLookup()
    {
        var place = Document["paths"]!["/orders"]!["post"]!;
        Assert.Equal("Accepts an order", (string?)place["summary"]);
        Assert.Equal("Accepts an order. It may take a while.", (string?)place["description"]);
        Assert.Equal("""["orders"]""", place["tags"]!.ToJsonString());
        Assert.Contains(place["parameters"]!.AsArray(), p => (string?)p!["name"] == "Idempotency-Key");
    }

    private static IEnumerable<(string Path, JsonObject Operation)> Operations() =>
        Document["paths"]!.AsObject().SelectMany(p => All(p.Value!).OfType<JsonObject>().Where(o => o.ContainsKey("operationId")).Select(o => (p.Key, o)));

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(All).Prepend(o),
        JsonArray a => a.OfType<JsonNode>().SelectMany(All).Prepend(a),
        _ => [node],
    };
}
