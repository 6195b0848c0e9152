using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Stepwell;

namespace OrderDesk;

/// <summary>Lists articles with their present stock, twenty at a time.</summary>
[Get("/articles")]
public sealed class ListArticles(ArticleCatalog articles)
{
    private const int PageSize = 20;

    public async Task<ArticlePage> HandleAsync([AsParameters] ArticleQuery query, StepContext step)
    {
        var found = articles.Search(query.Search);
        var page = new List<ArticleView>(PageSize);
        foreach (var article in found.Skip((query.Page - 1) * PageSize).Take(PageSize))
            page.Add(await ArticleView.OfAsync(article, step.State.In(StockKeys.Group(article.Sku))));
        return new(page, query.Page, (found.Count + PageSize - 1) / PageSize);
    }
}

/// <summary>Which articles are listed.</summary>
public sealed record ArticleQuery([MaxLength(50)] string? Search = null, [Range(1, 1000)] int Page = 1);

/// <summary>A page of articles.</summary>
public sealed record ArticlePage(IReadOnlyList<ArticleView> Articles, int Page, int Pages);
