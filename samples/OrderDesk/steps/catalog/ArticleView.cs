using Stepwell;

namespace OrderDesk;

/// <summary>An article with its present stock.</summary>
public sealed record ArticleView(string Sku, string Name, decimal Price, int Stock, string Category)
{
    public static async Task<ArticleView> OfAsync(Article article, IStateGroup stock)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new(article.Sku, article.Name, article.Price, await article.RemainingAsync(stock), article.Category);
    }
}
