using Stepwell.Build.Manifest;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Functions;

/// <summary>Turns the handlers of an app into functions, topics and subscriptions.</summary>
internal static class FunctionPlanner
{
    /// <param name="app">The app.</param>
    /// <param name="settings">What the project says.</param>
    /// <param name="retired">Subscriptions that are deployed and no longer in use, from the topology.</param>
    /// <param name="findings">Where problems go; with an error among them the plan must not be used.</param>
    public static FunctionPlan Plan(StepsApp app, BuildSettings settings, IEnumerable<Subscription> retired, List<Finding> findings)
    {
        SettingChecks.Run(settings, findings);
        var routes = new FunctionRoutes(app.Steps.SelectMany(s => s.Handlers).SelectMany(h => h.Routes));
        var functions = new List<FunctionModel>();
        foreach (var step in app.Steps)
            foreach (var handler in step.Handlers)
                functions.AddRange([.. Http(step, handler, routes, settings), .. Events(step, handler), .. Ticks(step, handler)]);
        functions.AddRange(Retired(app, functions, retired));
        functions.Add(new(FunctionNames.Sweep, FunctionKind.Sweep, new TimerTriggerModel(settings.SweepSchedule, 0, settings.SweepSchedule, Monitored: false)));
        functions.Add(new(FunctionNames.Unmatched, FunctionKind.Unmatched, new HttpTriggerModel(routes.UnmatchedMethods, FunctionRoutes.Any, "Anonymous", "all that no route takes")));
        functions.Add(new(FunctionNames.Admin, FunctionKind.Admin, new HttpTriggerModel([], "_stepwell/api/{*path}", "Admin", "/_stepwell/api")));
        FunctionChecks.Run(app, functions, findings);
        return new(app, [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal)], Topics(app), Subscriptions(functions));
    }

    private static IEnumerable<FunctionModel> Http(StepPiece step, HandlerPiece handler, FunctionRoutes routes, BuildSettings settings) =>
        handler.Routes.Select(route => new FunctionModel(
            handler.Routes.Count == 1 ? FunctionNames.OfHandler(handler.Name) : FunctionNames.OfTrigger(handler.Name, Trigger(route), handler.Routes.Select(Trigger)),
            FunctionKind.Http,
            new HttpTriggerModel([route.Method.ToLowerInvariant()], routes.Write(route.Template), settings.AuthorizationLevel, route.Method + " " + route.Template),
            step,
            handler));

    private static string Trigger(RoutePiece route) => route.Method.ToLowerInvariant() + "_" + route.Template;

    private static IEnumerable<FunctionModel> Events(StepPiece step, HandlerPiece handler) =>
        handler.Topics.Select(topic => new FunctionModel(
            handler.Topics.Count == 1 ? FunctionNames.OfHandler(handler.Name) : FunctionNames.OfTrigger(handler.Name, topic, handler.Topics),
            FunctionKind.Event,
            new BusTriggerModel(Subscription.Of(topic, handler.Name, handler.Ordered)),
            step,
            handler));

    private static IEnumerable<FunctionModel> Ticks(StepPiece step, HandlerPiece handler)
    {
        if (handler.Crons.Count == 0) yield break;
        yield return new(FunctionNames.OfHandler(handler.Name), FunctionKind.Tick, new BusTriggerModel(Subscription.Of(Subscription.TickTopic, handler.Name, handler.Ordered)), step, handler);
        for (var i = 0; i < handler.Crons.Count; i++)
        {
            var cron = handler.Crons[i];
            var display = cron.TimeZone is null ? cron.Expression : cron.Expression + " in " + cron.TimeZone;
            yield return new(FunctionNames.OfTimer(handler.Name, i, handler.Crons.Count), FunctionKind.Timer,
                new TimerTriggerModel(TimerSchedule.Of(cron.Expression, cron.TimeZone), i, display, Monitored: true), step, handler);
        }
    }

    /// <summary>What still lies in a retired subscription is handled as long as its handler takes such events, and becomes dead letters otherwise.</summary>
    private static IReadOnlyList<FunctionModel> Retired(StepsApp app, List<FunctionModel> functions, IEnumerable<Subscription> retired)
    {
        var used = new HashSet<(string, string)>(functions.Select(f => f.Trigger).OfType<BusTriggerModel>().Select(t => t.Subscription.Key));
        var found = new List<FunctionModel>();
        var all = retired.Where(s => s.Retired && !used.Contains(s.Key)).ToList();
        foreach (var subscription in all)
        {
            var name = FunctionNames.OfRetired(subscription, all);
            var trigger = new BusTriggerModel(subscription);
            var step = app.Steps.FirstOrDefault(s => s.Handlers.Any(h => Empties(h, subscription)));
            var kind = step is null ? FunctionKind.Retired : IsTick(subscription.Topic) ? FunctionKind.Tick : FunctionKind.Event;
            found.Add(new(name, kind, trigger, step, step?.Handlers.First(h => Empties(h, subscription))));
        }
        return found;
    }

    private static bool Empties(HandlerPiece handler, Subscription old) => handler.Name == old.Handler
        && (IsTick(old.Topic) ? handler.Crons.Count > 0 : handler.Topics.Contains(old.Topic, StringComparer.OrdinalIgnoreCase));

    private static bool IsTick(string topic) => topic.Equals(Subscription.TickTopic, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Topics(StepsApp app)
    {
        var topics = new SortedSet<string>(app.Topics, StringComparer.Ordinal);
        foreach (var handler in app.Steps.SelectMany(s => s.Handlers))
        {
            topics.UnionWith(handler.Topics);
            topics.UnionWith(handler.Emits);
            if (handler.Crons.Count > 0) topics.Add(Subscription.TickTopic);
        }
        return [.. topics];
    }

    private static IReadOnlyList<Subscription> Subscriptions(IEnumerable<FunctionModel> functions) =>
        [.. functions.Select(f => f.Trigger).OfType<BusTriggerModel>().Select(t => t.Subscription).Where(s => !s.Retired)
            .OrderBy(s => s.Topic, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
}
