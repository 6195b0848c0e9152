using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stepwell;

namespace OrderDesk;

/// <summary>Takes the payment provider's notices. The signature is over the bytes as sent, hence the raw body beside the typed one.</summary>
[Post("/payments/webhook"), Emits<PaymentReceived>]
[Responds(401, Description = "The signature is wrong."), Responds(404, Description = "There is no such order.")]
public sealed class ReceivePayment(IOptions<OrderDeskOptions> options)
{
    public ApiResult Handle(PaymentNotice body, ReadOnlyMemory<byte> raw, [FromHeader(Name = "Payment-Signature")] string? signature, StepContext step)
    {
        if (options.Value.PaymentSecret is not { Length: > 0 } secret || !step.Utils.VerifySignature(raw.Span, secret, signature))
            return ApiResult.Error(StatusCodes.Status401Unauthorized, "The signature is wrong.");
        // Providers tell the same payment more than once; its reference makes it count once.
        step.Emit(new PaymentReceived(body.OrderId, body.Reference, body.Amount), new EmitOptions { TraceId = body.OrderId, DeduplicationId = body.Reference });
        return ApiResult.Accepted();
    }
}
