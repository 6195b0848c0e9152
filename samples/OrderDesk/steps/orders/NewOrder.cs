using System.ComponentModel.DataAnnotations;
using Stepwell;

namespace OrderDesk;

/// <summary>An order as a customer sends it.</summary>
public sealed record NewOrder([EmailAddress, Sensitive] string Customer, [MinLength(1), MaxLength(50)] NewLine[] Lines);

/// <summary>How many of an article.</summary>
public sealed record NewLine([RegularExpression(Article.SkuPattern)] string Sku, [Range(1, 1000)] int Quantity);
