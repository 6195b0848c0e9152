using Stepwell.Build.Problems;

namespace Stepwell.Build.Functions;

/// <summary>Checks what Azure would refuse, all at once.</summary>
internal static class FunctionChecks
{
    public static void Run(StepsApp app, IReadOnlyList<FunctionModel> functions, List<Finding> findings)
    {
        foreach (var handler in app.Steps.SelectMany(s => s.Handlers))
            foreach (var route in handler.Routes) findings.AddRange(FunctionRoutes.Check(handler, route));
        foreach (var function in functions) Names(function, findings);
        Collisions(functions, findings);
    }

    private static void Names(FunctionModel function, List<Finding> findings)
    {
        if (!FunctionNames.IsAllowed(function.Name)) findings.Add(Finding.Of(BuildProblems.FunctionName, function.Handler?.At, function.Display, function.Name));
        if (function.Trigger is not BusTriggerModel { Subscription: { Retired: false } subscription } || function.Handler is not { } handler) return;
        if (subscription.Name.Length > Subscription.MaxNameLength)
            findings.Add(Finding.Of(BuildProblems.SubscriptionTooLong, handler.At, subscription.Name, handler.Name, subscription.Name.Length, handler.Name.Contains('.') ? " or the method" : ""));
        else if (!IsAllowed(subscription.Name))
            findings.Add(Finding.Of(BuildProblems.SubscriptionName, handler.At, subscription.Name, handler.Name));
    }

    private static void Collisions(IReadOnlyList<FunctionModel> functions, List<Finding> findings)
    {
        foreach (var same in functions.GroupBy(f => f.ClassName, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()))
        {
            var (first, second) = Pair(same);
            findings.Add(Finding.Of(BuildProblems.FunctionsCollide, second.Handler?.At ?? first.Handler?.At, first.Display, second.Display, second.Name));
        }
        var listeners = functions.Where(f => f.Trigger is BusTriggerModel).GroupBy(f => ((BusTriggerModel)f.Trigger).Subscription.Key);
        foreach (var same in listeners.Where(g => g.Skip(1).Any()))
        {
            var (first, second) = Pair(same);
            var subscription = ((BusTriggerModel)second.Trigger).Subscription;
            findings.Add(Finding.Of(BuildProblems.SubscriptionsCollide, second.Handler?.At, first.Display, second.Display, subscription.Name, subscription.Topic));
        }
    }

    private static (FunctionModel First, FunctionModel Second) Pair(IEnumerable<FunctionModel> same)
    {
        // One of two may be Stepwell's own: it is named first.
        var ordered = same.OrderBy(f => f.Handler is null ? 0 : 1).ThenBy(f => f.Handler?.Name, StringComparer.Ordinal).Take(2).ToList();
        return (ordered[0], ordered[1]);
    }

    private static bool IsAllowed(string name) =>
        Ascii.IsLetterOrDigit(name[0]) && Ascii.IsLetterOrDigit(name[name.Length - 1]) && name.All(c => Ascii.IsLetterOrDigit(c) || c is '.' or '-' or '_');
}
