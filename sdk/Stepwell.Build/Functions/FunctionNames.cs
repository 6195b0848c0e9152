using System.Globalization;

namespace Stepwell.Build.Functions;

/// <summary>Names of functions: an only trigger has the handler's, and of several each a name that depends on itself alone, so that one more leaves the others' as they are.</summary>
internal static class FunctionNames
{
    public const string Sweep = "StepwellSweep";
    public const string Admin = "StepwellAdmin";

    /// <summary>Last in the order of names: of functions whose routes fit equally well, the Functions host calls the first.</summary>
    public const string Unmatched = "zzz_StepwellUnmatched";
    private const int MaxLength = 128;

    /// <summary>The name of a handler, <c>Step.Method</c> as <c>Step_Method</c>.</summary>
    public static string OfHandler(string handler) => handler.Replace('.', '_');

    /// <summary>The name for one of several triggers, e.g. <c>ConfirmOrder_order_priced</c>.</summary>
    public static string OfTrigger(string handler, string trigger) => Fit(OfHandler(handler) + "_" + Slug(trigger));

    /// <summary>The name of the timer of a schedule.</summary>
    public static string OfTimer(string handler, int index, int count) =>
        OfHandler(handler) + "_timer" + (count == 1 ? "" : index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name for a subscription that is emptied, e.g. <c>PriceOrder_order_placed_retired</c>.</summary>
    public static string OfRetired(Subscription subscription) => Fit(OfHandler(subscription.Name) + "_" + Slug(subscription.Topic) + "_retired");

    /// <summary>True where Azure takes the name.</summary>
    public static bool IsAllowed(string name) =>
        name.Length is > 0 and <= MaxLength && Ascii.IsLetter(name[0]) && name.All(c => Ascii.IsLetterOrDigit(c) || c is '_' or '-') && !name.Equals("host", StringComparison.OrdinalIgnoreCase);

    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Ascii.IsLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[slug.Length - 1] != '_') slug.Append('_');
        }
        return slug.ToString().TrimEnd('_');
    }

    /// <summary>A name that is too long keeps its beginning and is told from others by a hash.</summary>
    private static string Fit(string name)
    {
        if (name.Length <= MaxLength) return name;
        var hash = "_" + Hash(name);
        return name.Substring(0, MaxLength - hash.Length) + hash;
    }

    // FNV-1a: the same on every machine, which string.GetHashCode is not.
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
