namespace OrderDesk.Tests;

public sealed class ArticleListTests
{
    [Fact]
    public void ArticleList_AsShipped_IsReadable()
    {
        var catalog = ArticleCatalog.Load();
        Assert.Equal(300, catalog.Search(null).Count);
        Assert.Equal(new Article("TEA-01", "Assam loose 100 g", 4.50m, 120, "tea"), catalog.Find("TEA-01"));
        Assert.All(catalog.Search(null), a => Assert.True(a is { Price: > 0, Stock: > 0, Category.Length: > 0 }, a.Sku));
    }

    [Fact]
    public void ArticleList_MalformedRows_NamesAllOfThem()
    {
        const string text = """
            sku,name,price,stock,category
            TEA-01,Assam,4.50,120,tea
            TEA-02,Assam,4.50,120
            tea-03,Assam,4.50,120,tea
            TEA-04,Assam,cheap,120,tea
            TEA-05,Assam,4.50,-1,tea
            TEA-01,Assam,4.50,120,tea
            """;
        var error = Assert.Throws<FormatException>(() => ArticleList.Read("x.csv", new StringReader(text)));
        Assert.Equal("x.csv: line 3: 4 fields where 5 are needed (sku,name,price,stock,category); line 4: 'tea-03' is no SKU such as TEA-01; "
            + "line 5: 'cheap' is no price such as 3.40; line 6: '-1' is no number of pieces; line 7: the SKU 'TEA-01' is there twice.", error.Message);
    }

    [Fact]
    public void ArticleList_WithoutHeader_SaysSo() =>
        Assert.Equal("x.csv: line 1 must be 'sku,name,price,stock,category'.", Assert.Throws<FormatException>(() => ArticleList.Read("x.csv", new StringReader(""))).Message);
}
