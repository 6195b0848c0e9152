using System.Net;

namespace OrderDesk.Tests;

public sealed class ArticleTests
{
    [Fact]
    public async Task Articles_Searched_ComeInPagesWithPresentStock()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.OrderAsync(("HON-21", 3));
        var first = await desk.GetAsync<ArticlePage>("/articles?search=Honey");
        var second = await desk.GetAsync<ArticlePage>("/articles?search=Honey&page=2");
        Assert.Equal((20, 5, 2), (first.Articles.Count, second.Articles.Count, second.Pages));
        Assert.Equal(180, second.Articles[0].Stock);
    }

    [Theory]
    [InlineData("/articles?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/articles?page=two", HttpStatusCode.BadRequest)]
    [InlineData("/articles/ZZZ-99", HttpStatusCode.NotFound)]
    public async Task Articles_AskedWrongly_AreAProblem(string path, HttpStatusCode expected)
    {
        await using var desk = await Desk.OpenAsync();
        Assert.Equal(expected, (await desk.Http.GetAsync(path)).StatusCode);
    }
}
