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
    /// <param name="handler">The handler's name.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="all">All triggers of the handler: <c>order.priced</c> and <c>order-priced</c> are told apart by a hash.</param>
    public static string OfTrigger(string handler, string trigger, IEnumerable<string> all)
    {
        var slug = Slug(trigger);
        return Fit(OfHandler(handler) + "_" + slug + Difference(trigger, all.Count(other => Same(Slug(other), slug))));
    }

    /// <summary>The name of the timer of a schedule.</summary>
    public static string OfTimer(string handler, int index, int count) =>
        OfHandler(handler) + "_timer" + (count == 1 ? "" : index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name for a subscription that is emptied, e.g. <c>PriceOrder_order_placed_retired</c>.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="all">All that are emptied.</param>
    public static string OfRetired(Subscription subscription, IEnumerable<Subscription> all)
    {
        var name = Emptied(subscription);
        return Fit(name + Difference(subscription.Topic + "/" + subscription.Name, all.Count(other => Same(Emptied(other), name))) + "_retired");
    }

    /// <summary>True where Azure takes the name.</summary>
    public static bool IsAllowed(string name) =>
        name.Length is > 0 and <= MaxLength && Ascii.IsLetter(name[0]) && name.All(c => Ascii.IsLetterOrDigit(c) || c is '_' or '-') && !name.Equals("host", StringComparison.OrdinalIgnoreCase);

    private static string Emptied(Subscription subscription) => OfHandler(subscription.Name) + "_" + Slug(subscription.Topic);

    private static string Difference(string text, int alike) => alike > 1 ? "_" + Hash(text) : "";

    // Azure does not look at the case of a function's name.
    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

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
