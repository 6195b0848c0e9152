using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Pages.Traces;

namespace Stepwell.Workbench.Tests;

public sealed class TraceCommandTests
{
    [Fact]
    public void Of_AJsonBody_SendsIt() => Assert.Equal("""
        curl -i -X POST 'http://h/orders?a=1' \
          -H 'Content-Type: application/json' \
          --data-raw '{"a":"é"}'
        """, Of(new Payload(JsonNode.Parse("""{"a":"é"}"""), null, 10), "body")!.Text);

    [Theory]
    [InlineData("rawBody", "text/plain; charset=utf-8")]
    [InlineData("body", "application/json")]
    public void Of_ABodyThatIsNoJson_HasTheMediaTypeThatItsHandlerTakes(string from, string type) =>
        Assert.Contains($"-H 'Content-Type: {type}' \\\n  --data-raw 'as it is: é'", Of(new Payload(null, "as it is: é", 12), from)!.Text, StringComparison.Ordinal);

    [Fact]
    public void Of_NoBody_SendsNone() => Assert.Equal("curl -i -X POST 'http://h/orders?a=1'", Of(null, "query")!.Text);

    [Theory]
    [InlineData("form", null, 0, "Forms and files")]
    [InlineData("file", null, 0, "Forms and files")]
    [InlineData("rawBody", null, 0, "not kept")]
    [InlineData("body", "{\"a\":\"the beginn", 40_000, "39.1 KiB")]
    public void Of_WhatWouldNotBeTheRequest_IsRefusedAndSaysWhy(string from, string? text, int bytes, string words)
    {
        var command = Of(text is null ? null : new Payload(null, text, bytes), from)!;
        Assert.Null(command.Text);
        Assert.Contains(words, command.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WhatWasNoRequest_IsNothing() => Assert.Null(TraceCommand.Of(Span(null, null), null, "http://h"));

    [Theory]
    [InlineData("GET", "curl -i 'http://h/'")]
    [InlineData("HEAD", "curl -i --head 'http://h/'")]
    [InlineData("DELETE", "curl -i -X DELETE 'http://h/'")]
    public void Curl_OfAMethod_AsksByItAndWaitsForNoBodyThatDoesNotCome(string method, string command) => Assert.Equal(command, new CurlCommand(method, "http://h/").ToString());

    private static TraceCommand? Of(Payload? input, string from) =>
        TraceCommand.Of(Span("POST /orders?a=1", input), new HandlerModel { Name = "PlaceOrder", Kind = "api", Parameters = [new("p", from, "T")] }, "http://h");

    private static SpanDetail Span(string? request, Payload? input) => new()
    {
        SpanId = "a", W3CTraceId = new string('0', 32), Step = "PlaceOrder", Flow = "f", Kind = "api", Trigger = "t", Attempt = 1, MaxAttempts = 1, Status = "ok",
        StartedAt = DateTimeOffset.UnixEpoch, DurationMs = 1, Request = request, Input = input,
    };
}
