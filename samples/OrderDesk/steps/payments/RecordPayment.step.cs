using Stepwell;

namespace OrderDesk;

/// <summary>Adds a payment to what was paid for the order.</summary>
[On<PaymentReceived>]
public sealed class RecordPayment
{
    public async Task HandleAsync(PaymentReceived e, StepContext step) => await step.State.UpdateAsync(Keys.Paid, paid => paid + e.Amount);
}
