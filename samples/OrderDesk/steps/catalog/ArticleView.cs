namespace OrderDesk;

/// <summary>An article with its present stock.</summary>
public sealed record ArticleView(string Sku, string Name, decimal Price, int Stock, string Category)
{
    public static ArticleView Of(Article article, int? remaining)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new(article.Sku, article.Name, article.Price, remaining ?? article.Stock, article.Category);
    }
}
