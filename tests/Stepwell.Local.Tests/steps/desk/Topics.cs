using System.ComponentModel.DataAnnotations;

namespace Stepwell.Local.Tests.Steps;

public sealed record NewOrder(string Item, [Sensitive] string Card);

[Topic("desk.ordered")] public sealed record Ordered(string Item, [Sensitive] string Card, [Range(1, 100)] int Quantity = 1);

[Topic("desk.paid")] public sealed record Paid(string Item);

[Topic("desk.slow")] public sealed record Slow(string Name);

[Topic("desk.bulk")] public sealed record Bulk(int Number);
