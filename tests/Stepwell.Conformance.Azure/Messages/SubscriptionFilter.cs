using System.Text.RegularExpressions;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>The one form of SQL filter that subscriptions have: <c>p IS NULL OR p = 'text'</c>.</summary>
internal sealed partial class SubscriptionFilter
{
    private readonly string property;
    private readonly string text;

    internal SubscriptionFilter(string sql)
    {
        var parts = Form().Match(sql);
        if (!parts.Success) throw new BrokerException($"This broker does not read the filter '{sql}'.");
        property = parts.Groups["p"].Value;
        text = parts.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal);
    }

    internal bool Takes(IReadOnlyDictionary<string, object> properties) => !properties.TryGetValue(property, out var value) || (string)value == text;

    [GeneratedRegex("^(?<p>[a-z_]+) IS NULL OR \\k<p> = '(?<text>([^']|'')*)'$")]
    private static partial Regex Form();
}
