using System.Net;
using System.Net.Http.Json;

namespace OrderDesk.Tests;

public sealed class ApprovalTests
{
    private static readonly (string, int) Large = ("TEA-01", 118);

    [Fact]
    public async Task LargeOrder_Approved_IsConfirmed()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(Large);
        Assert.Equal((OrderState.AwaitingApproval, 531.00m), ((await desk.ViewAsync(id)).Status, (await desk.ViewAsync(id)).Total));
        Assert.Empty(desk.Mailer.Sent);
        Assert.Equal(HttpStatusCode.OK, (await desk.DecideAsync(id, approved: true)).StatusCode);
        Assert.Equal(OrderState.Confirmed, (await desk.ViewAsync(id)).Status);
        Assert.Equal(2, await desk.StockAsync("TEA-01"));
        Assert.Single(desk.Mailer.Sent);
    }

    [Fact]
    public async Task LargeOrder_RejectedByAPerson_GivesStockBack()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(Large);
        await desk.DecideAsync(id, approved: false, "Too much tea.");
        var order = await desk.ViewAsync(id);
        Assert.Equal((OrderState.Rejected, "Too much tea."), (order.Status, order.Reason));
        Assert.Equal(120, await desk.StockAsync("TEA-01"));
        Assert.Empty(desk.Mailer.Sent);
    }

    [Fact]
    public async Task LargeOrder_DecidedByManyAtOnce_IsDecidedOnce()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(Large);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => desk.DecideAsync(id, i % 2 == 0)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        var confirmed = (await desk.ViewAsync(id)).Status == OrderState.Confirmed;
        Assert.Equal(confirmed ? (1, 0, 2) : (0, 1, 120),
            (desk.App.Emitted<OrderConfirmed>(id).Count, desk.App.Emitted<OrderRejected>(id).Count, await desk.StockAsync("TEA-01")));
    }

    [Fact]
    public async Task LargeOrder_NobodyDecides_IsRejectedAfterTwoDays()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(Large);
        await desk.App.AdvanceAsync(TimeSpan.FromHours(47));
        Assert.Equal(OrderState.AwaitingApproval, (await desk.ViewAsync(id)).Status);
        await desk.App.AdvanceAsync(TimeSpan.FromHours(2));
        var order = await desk.ViewAsync(id);
        Assert.Equal((OrderState.Rejected, "Nobody decided in time."), (order.Status, order.Reason));
        Assert.Equal(120, await desk.StockAsync("TEA-01"));
        Assert.Single(desk.App.Emitted<ApprovalExpired>(id));
    }

    [Fact]
    public async Task LargeOrder_ApprovedBefore_IsNotRejectedByALateExpiry()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(Large);
        await desk.DecideAsync(id, approved: true);
        await desk.App.EmitAsync(new ApprovalExpired(id), new EmitOptions { TraceId = id });
        Assert.Equal(OrderState.Confirmed, (await desk.ViewAsync(id)).Status);
        Assert.Equal(2, await desk.StockAsync("TEA-01"));
    }

    [Fact]
    public async Task Approval_OrderDoesNotWait_IsAConflict()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("TEA-01", 1));
        Assert.Equal(HttpStatusCode.Conflict, (await desk.DecideAsync(id, approved: false)).StatusCode);
        Assert.Equal(OrderState.Confirmed, (await desk.ViewAsync(id)).Status);
    }

    [Fact]
    public async Task Approval_UnknownOrder_IsNotFound()
    {
        await using var desk = await Desk.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await desk.DecideAsync("nothing", approved: true)).StatusCode);
    }

    [Fact]
    public async Task Approval_WithAKey_IsAudited()
    {
        await using var desk = await Desk.OpenAsync(null, ("ReportKey", "k3y"));
        var id = await desk.OrderAsync(Large);
        desk.Http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, "k3y");
        await desk.DecideAsync(id, approved: true);
        await desk.DecideAsync(id, approved: true);
        var changes = desk.App.Runs.SelectMany(r => r.Changes);
        Assert.Single(changes, c => c.Group == id && c.Key.StartsWith(Audit.Prefix, StringComparison.Ordinal));
        Assert.Contains(desk.App.Logs, l => l.Message == "DecideOrder by backoffice");
    }
}
