using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads a handler's policies: the method's where it has one, else the class's; lists are joined.</summary>
internal static class PolicyReader
{
    private const int DefaultSeconds = 300;
    private const int DefaultApiSeconds = 100;
    private const int LongestApiSeconds = 225;
    private const int LongestSeconds = 86_400;
    private const int DefaultAttempts = 5;
    private const int MostAttempts = 100;
    private const double DefaultFirstDelay = 1;
    private const double DefaultMaxDelay = 60;
    private const double LongestDelay = 86_400;

    public static bool IsPolicy(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "Stepwell", ContainingNamespace.IsGlobalNamespace: true }, MetadataName: "RetryAttribute" or "OrderedAttribute" or "ConcurrencyAttribute" or "TimeLimitAttribute" or "UseAttribute`1" or "InTraceAttribute" or "InGroupAttribute" };

    public static PolicyModel Read(HandlerAttributes from, HandlerKind kind, string name, ParseContext context)
    {
        if (kind == HandlerKind.Api) CheckApi(from, name, context);
        else CheckAuthorize(from, name, context);
        if (kind is HandlerKind.Join or HandlerKind.Cron && from.Single("OrderedAttribute") is { } ordered && from.IsMisplaced(ordered, k => k == HandlerKind.Event))
            context.Report(Problems.SenselessPolicy, ordered, name, "Ordered", kind == HandlerKind.Join ? "a join, which is one key at a time by itself" : "a schedule, whose ticks have no key");
        foreach (var attribute in from.All(a => a.AttributeClass.IsStepwell("UseAttribute`1") || (kind == HandlerKind.Api && IsAuthorize(a))))
            Reachability.Check(attribute, name, context);
        return new(
            kind == HandlerKind.Api ? null : Retry(from, name, context),
            TimeLimit(from, kind, name, context),
            Concurrency(from, name, context),
            kind == HandlerKind.Event && from.Single("OrderedAttribute") is not null,
            from.All("UseAttribute`1").SelectMany(a => a.Types()).Select(t => new NamedType(t.FullName(), t.DisplayName())).ToEquatable(),
            kind == HandlerKind.Api ? from.All(IsAuthorize).Select(Authorize).ToEquatable() : default,
            kind == HandlerKind.Api && from.All(IsAnonymous).Any());
    }

    private static void CheckApi(HandlerAttributes from, string name, ParseContext context)
    {
        foreach (var attribute in new[] { from.Single("RetryAttribute"), from.Single("OrderedAttribute") })
            if (attribute is not null && from.IsMisplaced(attribute, k => k == HandlerKind.Event || (k != HandlerKind.Api && attribute.ShortName() == "Retry")))
                context.Report(Problems.SenselessPolicy, attribute, name, attribute.ShortName(), "an api handler, which answers its caller once");
    }

    private static void CheckAuthorize(HandlerAttributes from, string name, ParseContext context)
    {
        foreach (var attribute in from.All(a => IsAuthorize(a) || IsAnonymous(a)))
            if (from.IsMisplaced(attribute, k => k == HandlerKind.Api)) context.Report(Problems.AuthorizeNotApi, attribute, name, attribute.ShortName());
    }

    private static RetryModel Retry(HandlerAttributes from, string name, ParseContext context)
    {
        if (from.Single("RetryAttribute") is not { } attribute) return new(DefaultAttempts, DefaultFirstDelay, DefaultMaxDelay, default, IsDefault: true);
        Reachability.Check(attribute, name, context);
        var attempts = attribute.Number() ?? DefaultAttempts;
        var first = attribute.Named("FirstDelaySeconds") as double? ?? DefaultFirstDelay;
        var max = attribute.Named("MaxDelaySeconds") as double? ?? Math.Max(DefaultMaxDelay, first);
        if (attempts is < 1 or > MostAttempts)
            context.Report(Problems.RetryRange, attribute, name, $"{attempts} attempts", $"Attempts are from 1 (no repetition) to {MostAttempts}.");
        if (!(first is >= 0 and <= LongestDelay) || !(max is >= 0 and <= LongestDelay))
            context.Report(Problems.RetryRange, attribute, name, "a delay out of range", $"Delays are from 0 to {LongestDelay} seconds.");
        else if (first > max)
            context.Report(Problems.RetryRange, attribute, name, "a first delay that is longer than the longest", "Raise MaxDelaySeconds or lower FirstDelaySeconds.");
        var never = attribute.NamedArguments.Where(a => a.Key == "Never" && !a.Value.IsNull).SelectMany(a => a.Value.Values)
            .Select(v => v.Value).OfType<ITypeSymbol>().Select(t => new NamedType(t.FullName(), t.DisplayName()));
        return new(attempts, first, max, never.ToEquatable(), IsDefault: false);
    }

    private static int TimeLimit(HandlerAttributes from, HandlerKind kind, string name, ParseContext context)
    {
        var (usual, longest) = kind == HandlerKind.Api ? (DefaultApiSeconds, LongestApiSeconds) : (DefaultSeconds, LongestSeconds);
        if (from.Single("TimeLimitAttribute") is not { } attribute || attribute.Number() is not { } seconds) return usual;
        if (seconds < 1 || seconds > longest)
            context.Report(Problems.TimeLimitRange, attribute, name, Text(seconds), Text(longest), kind == HandlerKind.Api ? " for api handlers, since Azure ends a request after 230: do longer work in an event handler" : "");
        return seconds;
    }

    private static int? Concurrency(HandlerAttributes from, string name, ParseContext context)
    {
        if (from.Single("ConcurrencyAttribute") is not { } attribute || attribute.Number() is not { } limit) return null;
        if (limit < 1) context.Report(Problems.ConcurrencyRange, attribute, name, Text(limit));
        return limit;
    }

    private static bool IsAuthorize(AttributeData attribute) => attribute.AttributeClass.DerivesFrom("Microsoft.AspNetCore.Authorization", "AuthorizeAttribute");

    private static bool IsAnonymous(AttributeData attribute) => attribute.AttributeClass.DerivesFrom("Microsoft.AspNetCore.Authorization", "AllowAnonymousAttribute");

    private static AuthorizeModel Authorize(AttributeData attribute) => new(
        Literals.New(attribute),
        attribute.Named("Policy") as string ?? attribute.Text(),
        attribute.Named("Roles") as string,
        attribute.Named("AuthenticationSchemes") as string);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
