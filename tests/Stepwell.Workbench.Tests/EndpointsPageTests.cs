using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class EndpointsPageTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Form_AnOrderIsPlaced_TellsTheAnswerAndLeadsToItsTrace()
    {
        await using var screen = await desk.OpenAsync("endpoints");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "PlaceOrder" }).ClickAsync();
        await Expect(Body(screen)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("ada@example.com"));
        await Body(screen).FillAsync("""{"customer":"ada@example.com","lines":[{"sku":"TEA-01","quantity":2}]}""");
        await Expect(screen.Page.GetByText("Valid JSON")).ToBeVisibleAsync();

        await Send(screen).ClickAsync();

        await Expect(Response(screen)).ToContainTextAsync("202 Accepted");
        var link = Response(screen).GetByRole(AriaRole.Link, new() { Name = "Open the trace" });
        var trace = (await link.GetAttributeAsync("href"))!["traces/".Length..];
        await Expect(Response(screen)).ToContainTextAsync($"\"{trace}\"");
        await link.ClickAsync();
        await screen.AtAsync($"**/_stepwell/traces/{trace}");
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /orders");
        var detail = await desk.Host.Http.GetFromJsonAsync<JsonObject>($"/_stepwell/api/traces/{trace}", TestContext.Current.CancellationToken);
        Assert.Equal("POST /orders", (string?)detail!["summary"]!["cause"]);
    }

    [Fact]
    public async Task Form_AWrongBody_IsToldAtItsFieldBeforeAndAfterSending()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=PlaceOrder");
        await Body(screen).FillAsync("""{"customer":"nobody","lines":[{"sku":"TEA-01","quantity":0}]}""");
        var problems = screen.Page.GetByRole(AriaRole.List, new() { Name = "What is wrong with the JSON" });
        await Expect(problems.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["customer Give an e-mail address.", "lines[0].quantity Must be at least 1."]);

        await Send(screen).ClickAsync();

        await Expect(Response(screen)).ToContainTextAsync("400 Bad Request");
        await Expect(problems.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["customer The customer field is not a valid e-mail address.", "lines[0].quantity The field quantity must be between 1 and 1000."]);
        await problems.GetByRole(AriaRole.Button, new() { Name = "lines[0].quantity" }).ClickAsync();
        await screen.Page.WaitForFunctionAsync("() => { const t = document.activeElement; return t.matches('textarea') && t.value.slice(t.selectionStart, t.selectionEnd) === '0'; }");
        await Body(screen).FillAsync("""{"customer":"ada@example.com","lines":[]}""");
        await Expect(problems.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["lines Give at least 1 item."]);
        await Body(screen).FillAsync("{");
        await Expect(screen.Page.GetByText("this is no JSON")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Form_AMemberGivenTwice_IsToldAndThePageLivesOn()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=PlaceOrder");
        await Body(screen).FillAsync("{\n\"customer\":\"a@example.com\",\n\"customer\":\"b@example.com\"}");
        await Expect(screen.Page.GetByText("Line 3: 'customer' is given a second time.")).ToBeVisibleAsync();

        await Body(screen).FillAsync("""{"customer":"ada@example.com","lines":[{"sku":"TEA-01","quantity":2}]}""");

        await Expect(screen.Page.GetByText("Valid JSON")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync("202 Accepted");
    }

    [Fact]
    public async Task Form_Parameters_AreCheckedSentAndWrittenIntoTheAddress()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=ListArticles");
        await screen.Page.GetByLabel("page", new() { Exact = true }).FillAsync("0");
        await Expect(screen.Page.GetByText("Must be at least 1.")).ToBeVisibleAsync();
        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync("400 Bad Request");

        await screen.Page.GetByLabel("page", new() { Exact = true }).FillAsync("2");
        await screen.Page.GetByLabel("search", new() { Exact = true }).FillAsync("tea & more");

        await Expect(screen.Page.GetByText("/articles?search=tea%20%26%20more&page=2")).ToBeVisibleAsync();
        await screen.Page.GetByLabel("search", new() { Exact = true }).FillAsync("");
        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync("200 OK");
        await Expect(Response(screen)).ToContainTextAsync("\"page\": 2");
    }

    [Fact]
    public async Task Form_APathWithoutItsValue_IsNotSentAndSaysWhatIsMissing()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=GetOrder");
        await Send(screen).ClickAsync();
        await Expect(screen.Page.GetByText("Is missing.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByLabel("orderId", new() { Exact = true })).ToBeFocusedAsync();
        await Expect(Response(screen)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Form_TheSameIdempotencyKey_GetsTheSameOrder()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=PlaceOrder");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New", Exact = true }).ClickAsync();
        await Expect(screen.Page.GetByLabel("Idempotency-Key", new() { Exact = true })).Not.ToHaveValueAsync("");

        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync("orderId");
        var first = await Response(screen).Locator(".json-string").InnerTextAsync();
        var sent = screen.Page.WaitForResponseAsync(r => r.Url.EndsWith("/orders", StringComparison.Ordinal));
        await Send(screen).ClickAsync();

        Assert.Contains(first, await (await sent).TextAsync(), StringComparison.Ordinal);
        await screen.Page.GotoAsync(desk.Host.Address + "/_stepwell/endpoints?handler=GetOrder");
        await screen.LiveAsync();
        await Expect(screen.Page.GetByLabel("Idempotency-Key", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Headers_OfTheForm_AreRememberedButSecretsOnlyIfAsked()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=GetReport");
        await AddAsync(1, "Accept-Language", "de");
        await AddAsync(2, "Authorization", "Bearer s3cret");
        await Expect(screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Remember" }).Nth(1)).Not.ToBeCheckedAsync();
        var request = screen.Page.WaitForRequestAsync(r => r.Url.Contains("/reports/", StringComparison.Ordinal));
        await screen.Page.GetByLabel("day", new() { Exact = true }).FillAsync("2030-01-01");
        await Send(screen).ClickAsync();
        Assert.Equal("Bearer s3cret", await (await request).HeaderValueAsync("authorization"));

        Assert.DoesNotContain("s3cret", await StoredAsync(), StringComparison.Ordinal);
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Remember" }).Nth(1).CheckAsync();
        await screen.Page.WaitForFunctionAsync("() => JSON.stringify(localStorage).includes('s3cret')");

        await screen.Page.ReloadAsync();
        await screen.LiveAsync();
        await Expect(screen.Page.GetByLabel("Value of header 1")).ToHaveValueAsync("de");
        await Expect(screen.Page.GetByLabel("Value of header 2")).ToHaveValueAsync("Bearer s3cret");

        Task<string> StoredAsync() => screen.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");

        async Task AddAsync(int number, string name, string value)
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add a header" }).ClickAsync();
            await screen.Page.GetByLabel($"Name of header {number}").FillAsync(name);
            await screen.Page.GetByLabel($"Value of header {number}").FillAsync(value);
            await screen.Page.GetByLabel($"Value of header {number}").BlurAsync();
        }
    }

    [Fact]
    public async Task Form_CopiedAsCurl_IsTheRequest()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=PlaceOrder");
        await screen.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Body(screen).FillAsync("""{"customer":"o'neill@example.com"}""");
        await Expect(screen.Page.GetByText("One thing does not fit")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as cURL" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();

        var command = await screen.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        Assert.Equal($$"""
            curl -i -X POST '{{desk.Host.Address}}/orders' \
              -H 'Content-Type: application/json' \
              --data-raw '{"customer":"o'\''neill@example.com"}'
            """, command);
    }

    [Fact]
    public async Task Event_IsEmittedByHand_AfterTheHostRefusedIt()
    {
        var order = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync("endpoints?topic=payment.received");
        await Body(screen).FillAsync($$"""{"orderId":"{{order}}","reference":"by hand","amount":1.5}""");
        await screen.Page.GetByText("Options").ClickAsync();
        await screen.Page.GetByLabel("Trace", new() { Exact = true }).FillAsync("0123456789abcdef0123456789abcdef");
        await Emit(screen).ClickAsync();
        await Expect(screen.Page.GetByText("There is no trace '0123456789abcdef0123456789abcdef'")).ToBeVisibleAsync();

        await screen.Page.GetByLabel("Trace", new() { Exact = true }).FillAsync(order);
        await Emit(screen).ClickAsync();

        var sent = screen.Page.GetByRole(AriaRole.Region, new() { Name = "Emitted" });
        await Expect(sent).ToContainTextAsync("RecordPayment");
        await Expect(sent.GetByRole(AriaRole.Link, new() { Name = "Open the trace" })).ToHaveAttributeAsync("href", "traces/" + order);
        await screen.Page.GotoAsync($"{desk.Host.Address}/_stepwell/state?group={order}&key=paid");
        await screen.LiveAsync();
        await Expect(screen.Page.GetByLabel("Value of paid")).ToHaveValueAsync("1.5");
    }

    [Fact]
    public async Task Event_WithWrongData_IsToldAtItsField()
    {
        await using var screen = await desk.OpenAsync("endpoints?topic=payment.received");
        await Body(screen).FillAsync("""{"orderId":"a","reference":"r","amount":"much"}""");
        await Emit(screen).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.List, new() { Name = "What is wrong with the JSON" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["amount 'much' is no number."]);
    }

    [Fact]
    public async Task Cron_IsFiredByHand_LeadsToItsTrace()
    {
        await using var screen = await desk.OpenAsync("endpoints?cron=NightlyReport");
        await Expect(screen.Page.GetByText("in Europe/Berlin")).ToBeVisibleAsync();
        // On the day on which summer time begins there is no 02:00.
        await Expect(screen.Page.GetByText(new System.Text.RegularExpressions.Regex(@" (02:00:00 \+0[12]|03:00:00 \+02):00"))).ToBeVisibleAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Fire now" }).ClickAsync();

        var link = screen.Page.GetByRole(AriaRole.Region, new() { Name = "Fired" }).GetByRole(AriaRole.Link, new() { Name = "Open the trace" });
        await Expect(link).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^traces/[0-9a-f]{32}$"));
    }

    [Fact]
    public async Task Noop_AnOrderThatWaits_IsApprovedByThePrefilledForm()
    {
        var order = await desk.Host.OrderAsync("TOO-19", 30);
        await using var screen = await desk.OpenAsync("endpoints?noop=Reviewer");
        var row = screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = order[..8] });
        await row.GetByRole(AriaRole.Link, new() { Name = "Fill in DecideOrder" }).ClickAsync();
        await Expect(screen.Page.GetByLabel("orderId", new() { Exact = true })).ToHaveValueAsync(order);
        await screen.PictureAsync("endpoints-approval");

        await Send(screen).ClickAsync();

        await Expect(Response(screen)).ToContainTextAsync("200 OK");
        await Expect(Response(screen)).ToContainTextAsync("confirmed");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "noop Reviewer" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for Reviewer" })).ToBeVisibleAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task List_IsSearched_KeepsTheSearchInTheAddress()
    {
        await using var screen = await desk.OpenAsync("endpoints");
        await screen.Page.GetByLabel("Search endpoints").FillAsync("approval");
        await Expect(screen.Page.Locator(".pick")).ToHaveCountAsync(4);
        await screen.AtAsync("**/endpoints?q=approval");
        await screen.Page.ReloadAsync();
        await screen.LiveAsync();
        await Expect(screen.Page.Locator(".pick")).ToHaveCountAsync(4);

        await screen.Page.GetByLabel("Search endpoints").FillAsync("nothing like it");
        await Expect(screen.Page.GetByText("Nothing is called so")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Address_OfWhatIsNotThere_SaysSo()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=Gone");
        await Expect(screen.Page.GetByText("Gone is no part of this app")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Endpoints_AtEveryWidthAndTheme_FitAndCanBeReadByAll(int width, bool dark)
    {
        await desk.Host.OrderAsync("TOO-16", 32);
        foreach (var (name, path) in new[] { ("list", "endpoints"), ("request", "endpoints?handler=PlaceOrder"), ("event", "endpoints?topic=order.placed"), ("cron", "endpoints?cron=NightlyReport"), ("noop", "endpoints?noop=Reviewer") })
        {
            await using var screen = await desk.OpenAsync(path, width, dark);
            if (name == "request")
            {
                await Body(screen).FillAsync("""{"customer":"ada@example.com","lines":[{"sku":"TEA-01","quantity":0}]}""");
                await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add a header" }).ClickAsync();
                await Send(screen).ClickAsync();
                await Expect(Response(screen)).ToContainTextAsync("400");
                await Expect(Response(screen).GetByRole(AriaRole.Heading)).ToBeInViewportAsync();
            }
            if (name == "noop") await Expect(screen.Page.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
            await screen.PictureAsync($"endpoints-{name}-{width}-{(dark ? "dark" : "light")}");
            Assert.False(await screen.OverflowsAsync(), name);
            Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
        }
    }

    private static ILocator Body(Screen screen) => screen.Page.GetByLabel("JSON", new() { Exact = true });

    private static ILocator Send(Screen screen) => screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    private static ILocator Emit(Screen screen) => screen.Page.GetByRole(AriaRole.Button, new() { Name = "Emit", Exact = true });

    private static ILocator Response(Screen screen) => screen.Page.GetByRole(AriaRole.Region, new() { Name = "Response" });
}
