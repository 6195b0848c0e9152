using System.Text;

namespace Stepwell.Generators.Text;

/// <summary>Names of generated classes.</summary>
internal static class Identifiers
{
    private const string TopicPrefix = "Topic_";

    // No topic's name ends with a sign that becomes '_', so the second form can be no topic's class.
    /// <summary>A step's class, e.g. <c>PlaceOrderStep</c>.</summary>
    public static string OfStep(string name) => name.StartsWith(TopicPrefix, StringComparison.Ordinal) ? name + "Step_" : name + "Step";

    /// <summary>A topic's class, e.g. <c>Topic_order_placed</c>.</summary>
    public static string OfTopic(string name)
    {
        var text = new StringBuilder(TopicPrefix);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c)) text.Append(c);
            else if (c == '.') text.Append('_');
            else text.Append("_x").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)).Append('_');
        }
        return text.ToString();
    }
}
