using Stepwell;

namespace OrderDesk;

/// <summary>Shows an article, its stock and the latest movements of it.</summary>
[Get("/articles/{sku}"), InGroup("stock/{sku}"), Responds(404)]
public sealed class GetArticle(ArticleCatalog articles)
{
    public async Task<ApiResult<ArticleDetail>> HandleAsync(string sku, StepContext step)
    {
        if (articles.Find(sku) is not { } article) return ApiResult.NotFound($"There is no article '{sku}'.");
        var view = await ArticleView.OfAsync(article, step.State);
        return new ArticleDetail(view, await step.State.GetAsync(StockKeys.Ledger) ?? []);
    }
}

/// <summary>An article with what happened to it lately.</summary>
public sealed record ArticleDetail(ArticleView Article, StockMove[] Ledger);
