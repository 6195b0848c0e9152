using System.Text;

namespace Stepwell.Generators.Text;

/// <summary>Names of generated classes.</summary>
internal static class Identifiers
{
    /// <summary>A step's class, e.g. <c>PlaceOrderStep</c>.</summary>
    public static string OfStep(string name) => name + "Step";

    /// <summary>A topic's class, e.g. <c>Topic_order_placed</c>.</summary>
    public static string OfTopic(string name)
    {
        var text = new StringBuilder("Topic_");
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c)) text.Append(c);
            else if (c == '.') text.Append('_');
            else text.Append("_x").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)).Append('_');
        }
        return text.ToString();
    }
}
