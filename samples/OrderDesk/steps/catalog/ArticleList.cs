using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderDesk;

/// <summary>Reads a list of articles: comma separated, one a line, below a header.</summary>
public static class ArticleList
{
    private const string Header = "sku,name,price,stock,category";

    /// <exception cref="FormatException">Rows are malformed; the message names all of them.</exception>
    public static IReadOnlyList<Article> Read(string file, TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var articles = new List<Article>();
        var errors = new List<string>();
        if (text.ReadLine() != Header) errors.Add($"line 1 must be '{Header}'");
        for (var number = 2; text.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            if (!TryRead(line, out var article, out var error)) errors.Add($"line {number}: {error}");
            else if (articles.Any(a => a.Sku == article.Sku)) errors.Add($"line {number}: the SKU '{article.Sku}' is there twice");
            else articles.Add(article);
        }
        return errors.Count == 0 ? articles : throw new FormatException($"{file}: {string.Join("; ", errors)}.");
    }

    private static bool TryRead(string line, out Article article, out string error)
    {
        article = null!;
        error = "";
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length != 5) error = $"{fields.Length} fields where 5 are needed ({Header})";
        else if (!Regex.IsMatch(fields[0], Article.SkuPattern)) error = $"'{fields[0]}' is no SKU such as TEA-01";
        else if (fields[1].Length == 0) error = "the name is empty";
        else if (!decimal.TryParse(fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)) error = $"'{fields[2]}' is no price such as 3.40";
        else if (!int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var stock)) error = $"'{fields[3]}' is no number of pieces";
        else article = new(fields[0], fields[1], price, stock, fields[4]);
        return error.Length == 0;
    }
}
