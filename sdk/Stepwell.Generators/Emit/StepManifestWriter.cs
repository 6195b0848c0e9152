using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes a step's piece of the manifest.</summary>
internal static class StepManifestWriter
{
    /// <summary>The version of the format. Builds and tools that know another refuse it.</summary>
    public const string Version = "1";

    public static string Write(StepModel step) => new JsonText().Object(json => json
        .Member("name", step.Name)
        .Member("type", step.DisplayType)
        .Member("description", step.Description)
        .Array("flows", step.Flows)
        .Member("file", step.File)
        .Member("line", step.Line)
        .Flag("noop", step.Noop)
        .Array("leadsTo", step.LeadsTo, Edge)
        .Array("waitsFor", step.WaitsFor, Edge)
        .Array("handlers", step.Handlers, Handler)).ToString();

    private static void Edge(JsonText json, EdgeModel edge) => json.Object(e => e.Member(edge.IsTopic ? "topic" : "step", edge.Name));

    private static void Handler(JsonText json, HandlerModel handler) => json.Object(h =>
    {
        h.Member("name", handler.Name).Member("method", handler.Method).Member("kind", Casing.Camel(handler.Kind.ToString())).Member("line", handler.Line);
        h.Array("triggers", Triggers(handler).ToList(), (j, write) => j.Object(write));
        h.Array("emits", handler.Emits.Select(e => e.Name));
        Policy(h, handler.Policy);
        if (handler.Group is { } group) h.Member("homeGroup", g => g.Member("kind", group.JoinsTrace ? "trace" : "group").Member("template", group.Template));
        h.Array("middleware", handler.Policy.Middleware.Select(m => m.Display));
        h.Array("authorize", handler.Policy.Authorize, (j, a) => j.Object(o => o.Member("policy", a.Policy).Member("roles", a.Roles).Member("schemes", a.Schemes)));
        h.Flag("allowAnonymous", handler.Policy.AllowAnonymous).Flag("onFailure", handler.OnFailure is not null);
        h.Array("parameters", ApiDocuments.Parameters(handler).ToList(), (j, p) => j.Object(o => o
            .Member("name", p.Wire).Member("from", Casing.Camel(p.Source.ToString())).Member("type", p.DisplayType).Member("required", !p.Optional)));
        h.Array("responses", handler.Responses, (j, r) => j.Object(o => o
            .Member("status", r.Status).Member("type", r.DisplayType).Member("description", r.Description)));
    });

    private static IEnumerable<Action<JsonText>> Triggers(HandlerModel handler)
    {
        foreach (var route in handler.Routes)
            yield return t => t.Member("kind", "api").Member("method", route.Method).Member("route", route.Template);
        if (handler.Kind == HandlerKind.Join)
            yield return t => t.Member("kind", "join").Array("topics", handler.Topics.Select(x => x.Name));
        else
            foreach (var topic in handler.Topics) yield return t => t.Member("kind", "event").Member("topic", topic.Name);
        foreach (var cron in handler.Crons)
            yield return t => t.Member("kind", "cron").Member("expression", cron.Expression).Member("timeZone", cron.TimeZone);
    }

    private static void Policy(JsonText json, PolicyModel policy)
    {
        if (policy.Retry is { } retry)
            json.Member("retry", r => r
                .Member("attempts", retry.Attempts).Member("firstDelaySeconds", retry.FirstDelaySeconds).Member("maxDelaySeconds", retry.MaxDelaySeconds)
                .Array("never", retry.Never.Select(t => t.Display)));
        json.Member("timeLimitSeconds", policy.TimeLimitSeconds);
        if (policy.Concurrency is { } limit) json.Member("concurrency", limit);
        json.Flag("ordered", policy.Ordered);
    }
}
