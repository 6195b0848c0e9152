using System.Net;
using System.Net.Http.Json;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class StatePageTests(Desk desk) : IClassFixture<Desk>
{
    // Sooner than a page would look by itself where nothing runs.
    private static readonly LocatorAssertionsToHaveCountOptions Soon = new() { Timeout = 8000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Value_IsEdited_IsStoredAndToldAsWrittenByHand()
    {
        await WriteAsync("edit/one", "count", "1");
        await using var screen = await desk.OpenAsync("state?q=edit/");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "edit/one" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "count" }).ClickAsync();
        await screen.AtAsync("**/state?group=edit%2Fone&key=count&q=edit%2F");
        await Editor(screen, "count").FillAsync("{");
        await Expect(Save(screen)).ToBeDisabledAsync();

        await Editor(screen, "count").FillAsync("""{"now":2}""");
        await Save(screen).ClickAsync();

        await Expect(screen.Page.GetByText("count was saved.")).ToBeVisibleAsync();
        Assert.Equal("""{"now":2}""", await ReadAsync("edit/one", "count"));
        await Expect(screen.Page.Locator(".entry-writer")).ToContainTextAsync("by hand");
        await Expect(Save(screen)).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Value_WrittenMeanwhile_KeepsTheEditAndShowsBoth()
    {
        await WriteAsync("conflict", "k", "\"first\"");
        await using var screen = await desk.OpenAsync("state?group=conflict&key=k");
        await Editor(screen, "k").FillAsync("\"mine\"");
        await WriteAsync("conflict", "k", "\"theirs\"");

        // Whether the page saw the other write before or only the save met it: the edit stays and both are shown.
        await screen.Page.EvaluateAsync("() => [...document.querySelectorAll('.entry-body button')].find(b => b.textContent === 'Save')?.click()");
        var conflict = screen.Page.GetByRole(AriaRole.Alert, new() { Name = "Written meanwhile" });
        await Expect(conflict).ToContainTextAsync("\"theirs\"");
        await Expect(Editor(screen, "k")).ToHaveValueAsync("\"mine\"");
        await screen.PictureAsync("state-conflict");
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
        Assert.Equal("\"theirs\"", await ReadAsync("conflict", "k"));

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Overwrite with mine" }).ClickAsync();
        await Expect(screen.Page.GetByText("k was saved.")).ToBeVisibleAsync();
        Assert.Equal("\"mine\"", await ReadAsync("conflict", "k"));
    }

    [Fact]
    public async Task Value_ThatChangesWhileNobodyEdits_IsShownAsItIsNow()
    {
        var order = await desk.Host.OrderAsync();
        await WriteAsync(order, "note", "1");
        await using var screen = await desk.OpenAsync($"state?group={order}&key=note");
        await Expect(Editor(screen, "note")).ToHaveValueAsync("1");
        await WriteAsync(order, "note", "2");
        await desk.Host.OrderAsync();
        await Expect(Editor(screen, "note")).ToHaveValueAsync("2");
    }

    [Fact]
    public async Task Value_WithASensitivePlace_StaysMaskedAndWhole()
    {
        var order = await desk.Host.OrderAsync(customer: "secret@example.com");
        await using var screen = await desk.OpenAsync($"state?group={order}&key=order");
        await Expect(Editor(screen, "order")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"\\*\\*\\*\""));
        var text = await Editor(screen, "order").InputValueAsync();
        Assert.DoesNotContain("secret@example.com", await screen.Page.ContentAsync(), StringComparison.Ordinal);

        await Editor(screen, "order").FillAsync(text.Replace("TEA-01", "TEA-02", StringComparison.Ordinal));
        await Save(screen).ClickAsync();

        await Expect(screen.Page.GetByText("order was saved.")).ToBeVisibleAsync();
        await Expect(Editor(screen, "order")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("TEA-02"));
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Open the trace" })).ToHaveAttributeAsync("href", "traces/" + order);
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = $"Trace {order[..8]}, which wrote status" })).ToHaveAttributeAsync("href", "traces/" + order);
    }

    [Fact]
    public async Task Key_IsDeletedAfterAQuestion()
    {
        await WriteAsync("keys", "a", "1");
        await WriteAsync("keys", "b", "2");
        await using var screen = await desk.OpenAsync("state?group=keys&key=a");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.Equal("1", await ReadAsync("keys", "a"));

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the key" }).ClickAsync();

        await Expect(screen.Page.Locator(".entry")).ToHaveCountAsync(1);
        Assert.Null(await ReadAsync("keys", "a"));
        Assert.Equal("2", await ReadAsync("keys", "b"));
    }

    [Fact]
    public async Task Groups_Selected_AreDeletedTogetherAndOthersStay()
    {
        foreach (var name in (string[])["bulk/a", "bulk/b", "bulk/c"]) await WriteAsync(name, "k", "1");
        await using var screen = await desk.OpenAsync("state?q=bulk/");
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select bulk/a" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select bulk/c" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Group, new() { Name = "Selected groups" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete 2 groups" }).ClickAsync();

        await Expect(screen.Page.Locator(".group-row")).ToHaveCountAsync(1);
        await Expect(screen.Page.GetByText("2 groups were deleted.")).ToBeVisibleAsync();
        Assert.Equal("1", await ReadAsync("bulk/b", "k"));
    }

    [Fact]
    public async Task Group_IsDeleted_SaysThatItIsEmpty()
    {
        await WriteAsync("whole", "k", "1");
        await using var screen = await desk.OpenAsync("state?group=whole");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the group" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete the group" }).ClickAsync();
        await Expect(screen.Page.GetByText("This group holds no values")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Key_AddedByHand_IsStoredAndOpenUnlessTheGroupHasIt()
    {
        await WriteAsync("grows", "a", "1");
        await using var screen = await desk.OpenAsync("state?group=grows");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a key" }).ClickAsync();
        var form = screen.Page.GetByRole(AriaRole.Form, new() { Name = "New key" });
        await Save(screen).ClickAsync();
        await Expect(form).ToContainTextAsync("Give the key a name.");
        await form.GetByLabel("Key").FillAsync("a");
        await Save(screen).ClickAsync();
        await Expect(form).ToContainTextAsync("has this key already");
        await form.GetByLabel("Key").FillAsync("$own");
        await Save(screen).ClickAsync();
        await Expect(form).ToContainTextAsync("is the runner's own");
        await form.GetByLabel("Key").FillAsync("b");
        await form.GetByLabel("Value").FillAsync("{");
        await Save(screen).ClickAsync();
        await Expect(form).ToContainTextAsync("no JSON");
        Assert.Equal(("1", null), (await ReadAsync("grows", "a"), await ReadAsync("grows", "b")));

        await form.GetByLabel("Value").FillAsync("""{"by":"hand"}""");
        await Save(screen).ClickAsync();

        await screen.AtAsync("**/state?group=grows&key=b");
        await Expect(form).ToHaveCountAsync(0);
        await Expect(Editor(screen, "b")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"hand\""));
        Assert.Equal("""{"by":"hand"}""", await ReadAsync("grows", "b"));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Group_AddedByHand_IsStoredAndListed(int width, bool dark)
    {
        var name = $"fresh/{width}";
        await using var screen = await desk.OpenAsync("state?q=fresh/", width, dark);
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "New group" }).ClickAsync();
        var form = screen.Page.GetByRole(AriaRole.Form, new() { Name = "New group" });
        await form.GetByLabel("Group").FillAsync(name);
        await form.GetByLabel("Key").FillAsync("first");
        await form.GetByLabel("Value").FillAsync("[1]");
        await screen.PictureAsync($"state-new-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await Save(screen).ClickAsync();

        await screen.AtAsync($"**/state?group=fresh%2F{width}&key=first&q=fresh%2F");
        await Expect(screen.Page.Locator(".entry-writer")).ToContainTextAsync("by hand");
        Assert.Equal("[1]", await ReadAsync(name, "first"));
        // On a narrow screen the list is out of sight, and not drawn, while a group is open.
        if (width < 800) await screen.Page.GetByRole(AriaRole.Link, new() { Name = "All groups" }).ClickAsync();
        await Expect(screen.Page.Locator(".group-row", new() { HasText = name })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task RunnersKey_IsMarkedAndCannotBeWritten()
    {
        // A price without its counterpart: a join begins to wait.
        var sent = await desk.Host.Http.PostAsJsonAsync("/_stepwell/api/events", new { topic = "order.priced", data = new { orderId = "x", total = 1 } }, Cancel);
        var trace = (string)(await sent.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>(Cancel))!["traceId"]!;
        await using var screen = await desk.OpenAsync($"state?group={trace}");
        var key = screen.Page.Locator(".entry", new() { HasText = "$join" });
        await Expect(key).ToContainTextAsync("runner's");

        await key.GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(key).ToContainTextAsync("is not written by hand");
        await Expect(screen.Page.Locator("textarea")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Groups_ManyOfThem_AreReadAsTheyAreScrolledTo()
    {
        for (var i = 0; i < 450; i++) await WriteAsync($"many/{i:000}", "k", "1");
        await using var screen = await desk.OpenAsync("state?q=many/");
        await Expect(screen.Page.GetByText("many/000", new() { Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await screen.Page.Locator(".group-row").CountAsync(), 5, 60);

        foreach (var last in (int[])[199, 399, 449])
        {
            // The list is as long as what was read so far.
            await screen.Page.WaitForFunctionAsync("rows => document.querySelector('.browse-scroll').scrollHeight >= rows * 48", last + 1);
            await screen.Page.Locator(".browse-scroll").EvaluateAsync("e => e.scrollTop = e.scrollHeight");
            await Expect(screen.Page.GetByText($"many/{last}", new() { Exact = true })).ToBeAttachedAsync();
        }
        Assert.InRange(await screen.Page.Locator(".group-row").CountAsync(), 5, 60);
    }

    [Fact]
    public async Task Search_OfAnAppThatRests_FiltersAtOnceAndFollowsTheAddress()
    {
        foreach (var name in (string[])["seek/here", "seek/there"]) await WriteAsync(name, "k", "1");
        await using var screen = await desk.OpenAsync("state?q=seek/");
        await Expect(Rows(screen)).ToHaveCountAsync(2);
        var search = screen.Page.GetByLabel("Search groups");

        await search.FillAsync(" seek/t ");

        await Expect(Rows(screen)).ToHaveCountAsync(1, Soon);
        await screen.AtAsync("**/state?q=seek%2Ft");
        await Expect(search).ToHaveValueAsync(" seek/t ");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "seek/there" }).ClickAsync();
        await screen.AtAsync("**/state?group=seek%2Fthere&q=seek%2Ft");
        await screen.Page.GoBackAsync();
        await screen.AtAsync("**/state?q=seek%2Ft");
        await screen.Page.Locator(".sidebar").GetByRole(AriaRole.Link, new() { Name = "State" }).ClickAsync();
        await screen.AtAsync("**/state");
        await Expect(search).ToHaveValueAsync("");
        await Expect(Rows(screen)).Not.ToHaveCountAsync(1, Soon);
        await screen.Page.GoBackAsync();
        await Expect(search).ToHaveValueAsync("seek/t");
        await Expect(Rows(screen)).ToHaveCountAsync(1, Soon);
    }

    [Fact]
    public async Task Groups_SelectedAndOutOfSightByASearch_AreNoLongerSelected()
    {
        foreach (var name in (string[])["hide/a", "hide/b"]) await WriteAsync(name, "k", "1");
        await using var screen = await desk.OpenAsync("state?q=hide/");
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select hide/a" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select hide/b" }).CheckAsync();

        await screen.Page.GetByLabel("Search groups").FillAsync("hide/b");

        await Expect(Rows(screen)).ToHaveCountAsync(1);
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Selected groups" })).ToContainTextAsync("1 selected");
        await screen.Page.GetByLabel("Search groups").FillAsync("hide/");
        await Expect(Rows(screen)).ToHaveCountAsync(2);
        await Expect(screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select hide/a" })).Not.ToBeCheckedAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select hide/b" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Group_OfManyKeys_DrawsThoseInSightAndKeepsWhatIsTyped()
    {
        for (var i = 0; i < 400; i++) await WriteAsync("wide", $"k{i:000}", $"\"value {i}\"");
        await using var screen = await desk.OpenAsync("state?group=wide");
        var rows = screen.Page.Locator(".entry");
        await Expect(rows.First).ToContainTextAsync("value 0");
        Assert.InRange(await rows.CountAsync(), 5, 80);

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "k003" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "k003" })).ToBeFocusedAsync();
        await Editor(screen, "k003").FillAsync("\"not saved yet\"");
        // To the end of the page, which is as long as the group.
        await screen.Page.WaitForFunctionAsync("() => document.documentElement.scrollHeight > 350 * 40");
        await screen.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(rows.Last).ToContainTextAsync("value 399");
        Assert.InRange(await rows.CountAsync(), 5, 80);
        await screen.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Expect(Editor(screen, "k003")).ToHaveValueAsync("\"not saved yet\"");
        await Expect(Save(screen)).ToBeEnabledAsync();

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "k003" }).ClickAsync();
        await Expect(Editor(screen, "k003")).ToHaveCountAsync(0);
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "k003" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Key_OfALargeGroup_NamedByTheAddress_IsInSight()
    {
        for (var i = 0; i < 200; i++) await WriteAsync("deep", $"k{i:000}", "1");
        await using var screen = await desk.OpenAsync("state?group=deep&key=k150");
        await Expect(Editor(screen, "k150")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task State_AtEveryWidthAndTheme_FitsAndCanBeReadByAll(int width, bool dark)
    {
        var order = await desk.Host.OrderAsync();
        foreach (var (name, path) in new[] { ("list", "state"), ("group", $"state?group={order}"), ("value", $"state?group={order}&key=order"), ("gone", "state?group=gone") })
        {
            await using var screen = await desk.OpenAsync(path, width, dark);
            if (name == "group") await Expect(screen.Page.Locator(".entry", new() { HasText = "total" }).First).ToBeVisibleAsync();
            if (name == "value") await Expect(Editor(screen, "order")).ToBeVisibleAsync();
            if (name == "list" && width > 900) await screen.Page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
            await screen.PictureAsync($"state-{name}-{width}-{(dark ? "dark" : "light")}");
            Assert.False(await screen.OverflowsAsync(), name);
            Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
        }
    }

    private static ILocator Editor(Screen screen, string key) => screen.Page.GetByLabel($"Value of {key}");

    private static ILocator Rows(Screen screen) => screen.Page.Locator(".group-row");

    private static ILocator Save(Screen screen) => screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true });

    private static string Entry(string group, string key) => $"/_stepwell/api/entries?group={Uri.EscapeDataString(group)}&key={Uri.EscapeDataString(key)}";

    private async Task WriteAsync(string group, string key, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await desk.Host.Http.PutAsync(Entry(group, key), content, Cancel)).EnsureSuccessStatusCode();
    }

    private async Task<string?> ReadAsync(string group, string key)
    {
        var answer = await desk.Host.Http.GetAsync(Entry(group, key), Cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>(Cancel))!["value"]!["json"]!.ToJsonString();
    }
}
