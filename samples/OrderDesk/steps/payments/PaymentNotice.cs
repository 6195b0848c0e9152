using System.ComponentModel.DataAnnotations;
using Stepwell;

namespace OrderDesk;

/// <summary>What the payment provider tells.</summary>
/// <param name="Reference">The provider's own number of the payment.</param>
public sealed record PaymentNotice([MinLength(1), MaxLength(100)] string Reference, string OrderId, [Range(0.01, 1_000_000)] decimal Amount);

[Topic("payment.received")] public sealed record PaymentReceived(string OrderId, string Reference, decimal Amount);
