using Stepwell.Workbench.Graph;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Tests;

public sealed class AppModelTests
{
    [Theory]
    [InlineData("api", "event", "api")]
    [InlineData("cron", "event", "cron")]
    [InlineData("api", "cron", "api")]
    [InlineData("join", "join")]
    [InlineData("event", "event")]
    [InlineData("noop")]
    public void Kind_OfAStep_IsOneInItsPanelAndInItsPictureWhateverComesFirst(string kind, params string[] handlers)
    {
        var step = new StepModel
        {
            Name = "Step", Flows = ["flow"], Noop = handlers.Length == 0,
            Handlers = [.. handlers.Select((h, i) => new HandlerModel { Name = $"Step.{i}", Kind = h, Triggers = [new(h, "GET", "/", "topic", null, "0 0 * * *")] })],
        };

        Assert.Equal(kind, step.Kind);
        Assert.Equal(kind, (step with { Handlers = [.. step.Handlers.Reverse()] }).Kind);
        var node = FlowGraphBuilder.Build(new AppModel { App = "App", Steps = [step] }, "flow").Nodes.Single(n => n.Name == "Step");
        Assert.Equal(kind == "join" ? "event" : kind, NodeShape.Word(node.Kind));
    }

    [Fact]
    public void Topics_OfAHandler_AreThoseOfAllItsTriggers() =>
        Assert.Equal(["a", "b", "c"], new HandlerModel { Name = "H", Kind = "join", Triggers = [new("event", Topic: "a"), new("join", Topics: ["b", "c"]), new("cron")] }.Topics);

    [Fact]
    public void Schema_OfATopic_IsThatOfItsTypeAndEmptyWhereThereIsNone()
    {
        var app = new AppModel
        {
            App = "App",
            Topics = [new() { ["name"] = "a", ["type"] = "A" }],
            Types = new() { ["A"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "object" } },
        };

        Assert.Equal("A", app.TypeOf("a"));
        Assert.Equal("""{"type":"object"}""", app.SchemaOf("a").ToJsonString());
        Assert.Null(app.TypeOf("gone"));
        Assert.Equal("{}", app.SchemaOf("gone").ToJsonString());
    }
}
