using System.Text.Json.Nodes;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class FlowsPageTests(Desk desk) : IClassFixture<Desk>
{
    private static readonly string[] Steps =
    [
        "CollectStock", "ConfirmOrder", "CountOrder", "DecideOrder", "ExpireApprovals", "GetOrder", "PlaceOrder", "PriceOrder", "PutBackStock", "RejectOrder",
        "ReleaseStock", "RequestStock", "ReserveStock", "Reviewer", "SendConfirmation", "StockLedger",
    ];

    [Fact]
    public async Task Flow_Opened_ShowsItsStepsTheirNeighboursAndTopics()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await Assertions.Expect(screen.Page.Locator(".flow-node[tabindex]")).ToHaveCountAsync(Steps.Length);
        foreach (var step in Steps) await Assertions.Expect(Node(screen, step)).ToHaveCountAsync(1);
        await Assertions.Expect(Node(screen, "StockLedger")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("ghost"));
        await Assertions.Expect(screen.Page.Locator("[data-node='topic:order.placed']")).ToHaveTextAsync("order.placed");
        await Assertions.Expect(screen.Page.Locator(".flow-edge.virtual")).ToHaveCountAsync(2);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Flows" }).GetByRole(AriaRole.Link)).ToHaveTextAsync(["catalog", "orders", "payments", "reports"]);
    }

    [Fact]
    public async Task Order_Placed_CountsUpOnItsEdgesWithoutReload()
    {
        await using var screen = await DrawnAsync("flows/orders");
        var count = screen.Page.Locator(".flow-edge[data-from='PlaceOrder'] .flow-count");
        await desk.Host.OrderAsync();
        await Assertions.Expect(count).ToBeVisibleAsync();
        var before = int.Parse((await count.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture);

        // Keeps orders coming, so that the light can be seen whenever the page looks.
        using var end = new CancellationTokenSource();
        var orders = Task.Run(async () => { while (!end.IsCancellationRequested) await desk.Host.OrderAsync(); }, TestContext.Current.CancellationToken);
        try
        {
            await Assertions.Expect(screen.Page.Locator("[data-node='PriceOrder'].lit")).ToHaveCountAsync(1);
        }
        finally
        {
            await end.CancelAsync();
            await orders;
        }

        await Assertions.Expect(count).Not.ToHaveTextAsync(before.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(screen.Page.Locator("[data-node='PriceOrder'].lit")).ToHaveCountAsync(0);
        // The one count may be drawn a moment before the other.
        await screen.Page.WaitForFunctionAsync("() => document.querySelector(\".flow-edge[data-from='PlaceOrder'] .flow-count\").textContent === document.querySelector(\".flow-edge[data-from='topic:order.placed'][data-to='PriceOrder'] .flow-count\").textContent");
    }

    [Fact]
    public async Task Step_ThatGaveUp_IsMarked()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await desk.Host.OrderAsync("ZZZ-99");
        await Assertions.Expect(screen.Page.Locator("[data-node='PriceOrder'].dead .flow-badge.bad")).ToContainTextAsync("dead letter");
    }

    [Fact]
    public async Task Panel_ByKeyboard_OpensTellsTheContractAndCloses()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await Node(screen, "PriceOrder").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");

        var panel = screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "PriceOrder" });
        await Assertions.Expect(panel).ToContainTextAsync("orders/PriceOrder.step.cs:7");
        await Assertions.Expect(panel).ToContainTextAsync("5 attempts, 1 s then doubling, at most 60 s; never after UnknownSkuException");
        await Assertions.Expect(panel).ToContainTextAsync("takes order.placed");
        await Assertions.Expect(panel).ToContainTextAsync("order.priced, order.rejected");
        await screen.AtAsync("**/flows/orders?step=PriceOrder");
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Noop_Panel_ListsTheTracesThatWaitForIt()
    {
        await using var screen = await DrawnAsync("flows/orders?step=Reviewer");
        var panel = screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "Reviewer" });
        await Assertions.Expect(panel.GetByRole(AriaRole.Link, new() { Name = "DecideOrder", Exact = true })).ToBeVisibleAsync();
        var trace = await desk.Host.OrderAsync("TEA-03", 150);
        await Assertions.Expect(panel.Locator($"a[href='traces/{trace}']")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator($"a[href='endpoints?handler=DecideOrder&orderId={trace}']")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("a[href='traces?status=waiting']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Neighbour_Chosen_OpensItsFlow()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await screen.Page.Keyboard.PressAsync("0");
        await Node(screen, "StockLedger").ClickAsync();
        await screen.AtAsync("**/flows/catalog?step=StockLedger");
        await Assertions.Expect(Node(screen, "ListArticles")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task View_ZoomedByKeyAndWheel_ChangesAndFitsAgain()
    {
        await using var screen = await DrawnAsync("flows/orders");
        var view = screen.Page.Locator("[data-view]");
        await screen.Page.Keyboard.PressAsync("0");
        var whole = await view.GetAttributeAsync("transform");
        await screen.Page.Keyboard.PressAsync("+");
        Assert.NotEqual(whole, await view.GetAttributeAsync("transform"));
        await screen.Page.Keyboard.PressAsync("0");
        Assert.Equal(whole, await view.GetAttributeAsync("transform"));
        await screen.Page.Locator(".flow-canvas").HoverAsync();
        await screen.Page.Mouse.WheelAsync(0, -300);
        await Assertions.Expect(view).Not.ToHaveAttributeAsync("transform", whole!);
    }

    [Fact]
    public async Task Node_Dragged_StaysThereAfterAReloadAndIsInTheFile()
    {
        using var root = new Folder();
        Directory.CreateDirectory(Path.Combine(root.Path, "steps"));
        await using var host = await desk.StartAsync(["--contentRoot=" + root.Path]);
        await using var screen = await DrawnAsync("flows/payments?direction=right", host: host);
        var node = Node(screen, "RecordPayment");
        await DragAsync(screen, "RecordPayment", 40, 120);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reset layout" })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator(".drawer")).ToHaveCountAsync(0);
        var put = await node.GetAttributeAsync("transform");
        await screen.Page.WaitForFunctionAsync("async () => (await (await fetch('api/flows/payments/places')).text()).includes('RecordPayment')");

        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        await Assertions.Expect(node).ToHaveAttributeAsync("transform", put!);
        var file = Path.Combine(root.Path, "steps", "flows.layout.json");
        var place = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["flows"]!["payments"]!["right"]!.AsObject();
        Assert.Equal(["RecordPayment"], place.Select(p => p.Key));
        Assert.Equal(put, $"translate({place["RecordPayment"]!["x"]},{place["RecordPayment"]!["y"]})");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reset layout" }).ClickAsync();
        await Assertions.Expect(node).Not.ToHaveAttributeAsync("transform", put!);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reset layout" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Node_DraggedInAnotherFlow_IsWhereItBelongsInThisOne()
    {
        using var root = new Folder();
        Directory.CreateDirectory(Path.Combine(root.Path, "steps"));
        await using var host = await desk.StartAsync(["--contentRoot=" + root.Path]);
        await using var fresh = await DrawnAsync("flows/orders", host: host);
        var belongs = await PlacesAsync(fresh);
        var direction = await fresh.Page.GetByRole(AriaRole.Button, new() { Name = "Down", Exact = true }).GetAttributeAsync("aria-pressed") == "true" ? "down" : "right";
        await using var screen = await DrawnAsync("flows/catalog?direction=" + direction, host: host);
        await screen.Page.Keyboard.PressAsync("0");
        await DragAsync(screen, "StockLedger", 60, 90);
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reset layout" })).ToBeVisibleAsync();

        await screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Flows" }).GetByRole(AriaRole.Link, new() { Name = "orders" }).ClickAsync();

        await Expect(Node(screen, "PlaceOrder")).ToBeVisibleAsync();
        Assert.Equal(belongs, await PlacesAsync(screen));
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Reset layout" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Places_ThatCannotBeRead_AreToldAndTheFlowIsDrawnAllTheSame()
    {
        using var root = new Folder();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(root.Path, "steps")).FullName, "flows.layout.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        await using var host = await desk.StartAsync(["--contentRoot=" + root.Path]);
        await using var screen = await DrawnAsync("flows/orders", host: host);
        var told = screen.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The nodes are not where they were put" });
        await Expect(told).ToContainTextAsync("cannot be read as places of nodes");
        await Expect(Node(screen, "PriceOrder")).ToBeVisibleAsync();

        // The page goes on, and so does what it tells.
        await told.EvaluateAsync("e => { e.dataset.seen = 'first'; }");
        await host.OrderAsync();
        await Expect(screen.Page.Locator(".flow-edge[data-from='PlaceOrder'] .flow-count")).ToBeVisibleAsync();
        await Expect(told).ToHaveAttributeAsync("data-seen", "first");

        File.Delete(file);
        await Expect(told).ToHaveCountAsync(0);
        await Expect(Node(screen, "PriceOrder")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Queue_OfTheDeadLetters_LeadsToItsStepInItsOwnFlow()
    {
        await using var screen = await desk.OpenAsync("dead-letters");
        await screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show the .* empty ones too$") }).ClickAsync();
        await screen.Page.Locator("a[title='The step in its flow']").Filter(new() { HasText = "StockLedger" }).First.ClickAsync();
        await screen.AtAsync("**/flows/catalog?step=StockLedger");
        await Expect(screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "StockLedger" })).ToBeVisibleAsync();
        await Expect(Node(screen, "StockLedger")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("selected"));
    }

    [Fact]
    public async Task Panel_Opened_FitsTheFlowIntoWhatIsLeft()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await screen.Page.Keyboard.PressAsync("0");
        await Node(screen, "PriceOrder").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".drawer")).ToBeVisibleAsync();
        await screen.Page.WaitForFunctionAsync(AllInSight);
    }

    [Fact]
    public async Task Panel_OpenedOverAViewThatTheReaderZoomed_KeepsItsSizeAndShowsTheStep()
    {
        await using var screen = await DrawnAsync("flows/orders");
        var node = Node(screen, "SendConfirmation");
        await node.FocusAsync();
        await screen.Page.Keyboard.PressAsync("+");
        await screen.Page.Keyboard.PressAsync("+");
        var before = (await node.BoundingBoxAsync())!.Width;
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator(".drawer")).ToBeVisibleAsync();
        await screen.Page.WaitForFunctionAsync("() => { const n = document.querySelector('.flow-node.selected')?.getBoundingClientRect(), s = document.querySelector('.flow-stage').getBoundingClientRect(); return n && n.left >= s.left && n.right <= s.right && n.bottom <= s.bottom; }");
        Assert.Equal(before, (await node.BoundingBoxAsync())!.Width, 6f);
    }

    [Fact]
    public async Task View_MovedByArrows_ShowsTheMapUntilItFitsAgain()
    {
        await using var screen = await DrawnAsync("flows/orders");
        await screen.Page.Keyboard.PressAsync("0");
        var map = screen.Page.Locator(".flow-map");
        await Assertions.Expect(map).ToBeHiddenAsync();
        await Node(screen, "PlaceOrder").FocusAsync();
        var before = (await Node(screen, "PlaceOrder").BoundingBoxAsync())!;
        for (var i = 0; i < 3; i++) await screen.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(map).ToBeVisibleAsync();
        Assert.Equal(before.Y + 180, (await Node(screen, "PlaceOrder").BoundingBoxAsync())!.Y, 1f);
        await screen.Page.Keyboard.PressAsync("0");
        await Assertions.Expect(map).ToBeHiddenAsync();
    }

    [Fact]
    public async Task View_PinchedByTwoFingers_Grows()
    {
        await using var screen = await DrawnAsync("flows/orders", width: 390);
        var cdp = await screen.Page.Context.NewCDPSessionAsync(screen.Page);
        var stage = (await screen.Page.Locator(".flow-canvas").BoundingBoxAsync())!;
        var before = (await Node(screen, "PlaceOrder").BoundingBoxAsync())!.Width;
        object Fingers(float apart) => new[] { new { x = stage.X + 180 - apart, y = stage.Y + 420, id = 1 }, new { x = stage.X + 180 + apart, y = stage.Y + 420, id = 2 } };
        Task TouchAsync(string type, object points) => cdp.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = type, ["touchPoints"] = points });
        await TouchAsync("touchStart", Fingers(30));
        for (var apart = 35; apart <= 60; apart += 5) await TouchAsync("touchMove", Fingers(apart));
        await TouchAsync("touchEnd", Array.Empty<object>());
        Assert.InRange((await Node(screen, "PlaceOrder").BoundingBoxAsync())!.Width / before, 1.7, 2.2);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Flows_AtEveryWidthAndTheme_FitAndCanBeReadByAll(int width, bool dark)
    {
        await using var screen = await DrawnAsync("flows/orders", width: width, dark: dark);
        for (var i = 0; i < 4; i++) await desk.Host.OrderAsync();
        await Assertions.Expect(screen.Page.Locator(".flow-edge[data-to='CountOrder'] .flow-count").First).ToBeVisibleAsync();
        var name = $"flows-{width}-{(dark ? "dark" : "light")}";
        await screen.PictureAsync(name, whole: false);
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await screen.Page.Keyboard.PressAsync("0");
        await screen.PictureAsync(name + "-whole", whole: false);
        await Node(screen, "PriceOrder").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator(".step-runs li").First).ToBeVisibleAsync();
        await screen.PictureAsync(name + "-panel", whole: false);
    }

    /// <summary>Opens a flow and waits until the browser has taken it over: keys pressed before would be lost.</summary>
    private async Task<Screen> DrawnAsync(string path, int width = 1280, bool dark = false, DeskHost? host = null)
    {
        var screen = await desk.OpenAsync(path, width, dark, host);
        await screen.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.flow-stage svg g[transform]')].some(g => g.getAttribute('transform').includes('scale('))");
        return screen;
    }

    private static async Task DragAsync(Screen screen, string step, float right, float down)
    {
        var from = (await Node(screen, step).BoundingBoxAsync())!;
        await screen.Page.Mouse.MoveAsync(from.X + 60, from.Y + 20);
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Mouse.MoveAsync(from.X + 60 + right, from.Y + 20 + down, new MouseMoveOptions { Steps = 8 });
        await screen.Page.Mouse.UpAsync();
    }

    /// <summary>Where each node is, in the drawing's own measure.</summary>
    private static Task<string[]> PlacesAsync(Screen screen) => screen.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.flow-node[data-node]')].map(n => `${n.dataset.node} ${n.getAttribute('transform')}`).sort()");

    private const string AllInSight = """
        () => {
          const s = document.querySelector('.flow-stage').getBoundingClientRect();
          return [...document.querySelectorAll('.flow-node[data-node]')].every(n => { const r = n.getBoundingClientRect(); return r.left >= s.left && r.right <= s.right && r.top >= s.top && r.bottom <= s.bottom; });
        }
        """;

    private static ILocator Node(Screen screen, string step) => screen.Page.Locator($"[data-node='{step}']");
}
