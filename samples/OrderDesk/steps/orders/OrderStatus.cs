using System.Text.Json.Serialization;

namespace OrderDesk;

/// <summary>Where an order stands.</summary>
/// <param name="Reason">Why it was rejected; null while it was not.</param>
public sealed record OrderStatus(OrderState State, string? Reason = null)
{
    [JsonIgnore] public bool IsDecided => State is OrderState.Confirmed or OrderState.Rejected;
}

public enum OrderState
{
    Pending,
    [JsonStringEnumMemberName("awaiting-approval")] AwaitingApproval,
    Confirmed,
    Rejected,
}
