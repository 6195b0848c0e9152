using System.Globalization;
using Stepwell;

namespace OrderDesk;

/// <summary>Tells the customer that the order is confirmed.</summary>
[On<OrderConfirmed>, Concurrency(4), TimeLimit(30)]
public sealed class SendConfirmation(IMailer mailer)
{
    public async Task HandleAsync(OrderConfirmed e, StepContext step)
    {
        var order = await step.State.GetAsync(Keys.Order) ?? throw new GiveUpException($"There is no order {e.OrderId}.");
        var lines = order.Lines.Select(l => $"  {l.Quantity} x {l.Sku}");
        var text = string.Create(CultureInfo.InvariantCulture, $"Thank you for your order.\n\n{string.Join('\n', lines)}\n\nTotal: {e.Total:0.00} EUR\n");
        // The key is the same on every attempt: the mailer sends the mail once, however often the step is repeated.
        await mailer.SendAsync(step.IdempotencyKey, new Mail(order.Customer, $"Your order {e.OrderId}", text), step.CancellationToken);
    }
}
