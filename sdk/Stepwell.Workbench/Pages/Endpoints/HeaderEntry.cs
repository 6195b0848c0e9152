using System.Text.Json;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>A header that goes with every request that is sent from here.</summary>
public sealed class HeaderEntry
{
    private static readonly string[] Secrets = ["auth", "cookie", "key", "token", "secret", "signature", "password", "session"];

    // What fetch leaves out without a word, by its standard.
    private static readonly string[] Browsers =
    [
        "Accept-Charset", "Accept-Encoding", "Access-Control-Request-Headers", "Access-Control-Request-Method", "Connection", "Content-Length", "Cookie", "Date", "DNT",
        "Expect", "Host", "Keep-Alive", "Origin", "Referer", "Set-Cookie", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via",
    ];

    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    /// <summary>True to keep it in this browser. What sounds like a secret is kept only where somebody says so.</summary>
    public bool Remember { get; set; } = true;

    /// <summary>True where a header of this name is likely to hold a secret.</summary>
    public static bool IsSecret(string name) => Secrets.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a header that the browser alone sets.</summary>
    public static bool IsBrowsers(string name) =>
        Browsers.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase) || name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase);

    internal static string? Write(IEnumerable<HeaderEntry> entries)
    {
        var kept = entries.Where(e => e.Remember && e.Name.Trim().Length > 0).Select(e => new[] { e.Name.Trim(), e.Value }).ToList();
        return kept.Count == 0 ? null : JsonSerializer.Serialize(kept);
    }

    internal static List<HeaderEntry> Read(string? remembered)
    {
        try
        {
            return [.. (remembered is null ? [] : JsonSerializer.Deserialize<List<string[]>>(remembered) ?? []).Where(h => h.Length == 2).Select(h => new HeaderEntry { Name = h[0], Value = h[1] })];
        }
        catch (JsonException)
        {
            // Storage of a browser is anybody's; what is not ours is as good as nothing.
            return [];
        }
    }
}
