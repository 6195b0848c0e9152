namespace OrderDesk;

/// <summary>All articles, read once from the list that ships with the app.</summary>
public sealed class ArticleCatalog(IReadOnlyList<Article> articles) : IPriceList
{
    private readonly Dictionary<string, Article> bySku = articles.ToDictionary(a => a.Sku, StringComparer.Ordinal);

    public static ArticleCatalog Load()
    {
        using var stream = typeof(ArticleCatalog).Assembly.GetManifestResourceStream("articles.csv")
            ?? throw new InvalidOperationException("articles.csv is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return new(ArticleList.Read("articles.csv", reader));
    }

    public Article? Find(string sku) => bySku.GetValueOrDefault(sku);

    public decimal PriceOf(string sku) => (Find(sku) ?? throw new UnknownSkuException(sku)).Price;

    /// <summary>The articles whose name, SKU or category holds a text; all for no text. In the list's order.</summary>
    public IReadOnlyList<Article> Search(string? text) => string.IsNullOrWhiteSpace(text) ? articles : [.. articles.Where(a =>
        Holds(a.Name, text) || Holds(a.Sku, text) || Holds(a.Category, text))];

    private static bool Holds(string whole, string part) => whole.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase);
}
