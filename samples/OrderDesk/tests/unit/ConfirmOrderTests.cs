using Microsoft.Extensions.Options;

namespace OrderDesk.Tests;

public sealed class ConfirmOrderTests
{
    private readonly ConfirmOrder confirm = new(Options.Create(new OrderDeskOptions()));

    [Theory]
    [InlineData("500.00", OrderState.Confirmed)]
    [InlineData("500.01", OrderState.AwaitingApproval)]
    public async Task ConfirmOrder_AroundTheLimit_AsksAPersonAboveIt(string total, OrderState expected)
    {
        var step = Prepared(OrderState.Pending);
        var confirmed = await confirm.HandleAsync(new(step.TraceId, decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture)), new(step.TraceId), step);
        Assert.Equal(expected, step.HomeState.Get(Keys.Status)!.State);
        Assert.Equal(expected == OrderState.Confirmed, confirmed is not null);
        Assert.Equal(expected == OrderState.AwaitingApproval ? 1 : 0, step.Emitted<ApprovalRequested>().Count);
        Assert.Equal(expected == OrderState.AwaitingApproval ? 1 : 0, step.HomeState.In("approvals").Keys.Count);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task ConfirmOrder_RejectedMeanwhile_LeavesIt(int total)
    {
        var step = Prepared(OrderState.Rejected);
        Assert.Null(await confirm.HandleAsync(new(step.TraceId, total), new(step.TraceId), step));
        Assert.Empty(step.AllEmitted);
        Assert.Equal(OrderState.Rejected, step.HomeState.Get(Keys.Status)!.State);
    }

    private static TestStep Prepared(OrderState state)
    {
        var step = new TestStep();
        step.State.Set(Keys.Status, new OrderStatus(state));
        return step;
    }
}
