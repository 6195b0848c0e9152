using System.Globalization;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes <c>Define()</c>: the step as the catalog has it.</summary>
internal static class DefinitionEmitter
{
    private const string Catalog = "global::Stepwell.Catalog.";

    public static void Emit(SourceWriter writer, StepModel step)
    {
        writer.Line("/// <summary>The step as the catalog has it.</summary>");
        writer.Line($"public static {Catalog}StepDefinition Define() => new()").Open();
        writer.Line($"Name = {Literals.Of(step.Name)},");
        writer.Line($"Type = typeof({step.Type}),");
        writer.Line($"Flows = new string[] {{ {string.Join(", ", step.Flows.Select(Literals.Of))} }},");
        writer.Line($"Handlers = new {Catalog}HandlerDefinition[]").Open();
        for (var i = 0; i < step.Handlers.Count; i++) Handler(writer, step, i);
        writer.Close(",");
        Items(writer, "Services", $"{Catalog}ServiceNeed", step.Services.Where(s => !s.Optional)
            .Select(s => $"new(typeof({s.Type}){(s.Key is null ? "" : $", {s.Key}")})"));
        writer.Close(";");
    }

    private static void Handler(SourceWriter writer, StepModel step, int index)
    {
        var handler = step.Handlers[index];
        writer.Line("new()").Open();
        writer.Line($"Name = {Literals.Of(handler.Name)},");
        writer.Line($"Kind = {Catalog}HandlerKind.{handler.Kind},");
        Items(writer, "Routes", $"{Catalog}RouteDefinition", handler.Routes.Select(r => $"new({Literals.Of(r.Method)}, {Literals.Of(r.Template)})"));
        Types(writer, "Topics", handler.Topics.Select(t => t.Type));
        Items(writer, "Crons", $"{Catalog}CronDefinition", handler.Crons.Select(c => $"new({Literals.Of(c.Expression)}, {Literals.Of(c.TimeZone)})"));
        Types(writer, "Emits", handler.Emits.Select(t => t.Type));
        Policies(writer, handler.Policy);
        if (handler.Group is { } group)
        {
            writer.Line($"HomeGroup = {Catalog}HomeGroupKind.{(group.JoinsTrace ? "JoinedTrace" : "Group")},");
            writer.Line($"HomeGroupTemplate = {Literals.Of(group.Template)},");
        }
        if (handler.OnFailure is not null) writer.Line("HasOnFailure = true,");
        Items(writer, "Parameters", $"{Catalog}ParameterDefinition", ApiDocuments.Parameters(handler)
            .Select(p => $"new({Literals.Of(p.Wire)}, {Catalog}BindFrom.{p.Source}, typeof({TypeOf(p)}), {(p.Optional ? "false" : "true")}){Rules(p)}"));
        Items(writer, "Responses", $"{Catalog}ResponseDefinition", handler.Responses
            .Select(r => $"new({r.Status.ToString(CultureInfo.InvariantCulture)}, {(r.Type is null ? "null" : $"typeof({r.Type})")}, {Literals.Of(r.Description)}{(r.MediaType is null ? "" : ", " + Literals.Of(r.MediaType))})"));
        if (!handler.AnswerCanBeKept) writer.Line("AnswerCanBeKept = false,");
        writer.Line($"Create = static () => new {StepEmitter.InvocationName(step, index)}(),");
        writer.Close(",");
    }

    private static string Rules(ArgumentModel parameter) =>
        parameter.Constraints.Count == 0 || parameter.Source is ArgumentSource.Body or ArgumentSource.RawBody or ArgumentSource.File ? ""
        : $" {{ Rules = new global::System.ComponentModel.DataAnnotations.ValidationAttribute[] {{ {string.Join(", ", parameter.Constraints)} }} }}";

    private static void Policies(SourceWriter writer, PolicyModel policy)
    {
        if (policy.Retry is { IsDefault: false } retry)
            writer.Line($"Retry = new({Number(retry.Attempts)}, {Span(retry.FirstDelaySeconds)}, {Span(retry.MaxDelaySeconds)}, new global::System.Type[] {{ {string.Join(", ", retry.Never.Select(t => $"typeof({t.Type})"))} }}),");
        writer.Line($"TimeLimit = {Span(policy.TimeLimitSeconds)},");
        if (policy.Concurrency is { } limit) writer.Line($"Concurrency = {Number(limit)},");
        if (policy.Ordered) writer.Line("Ordered = true,");
        Types(writer, "Middleware", policy.Middleware.Select(m => m.Type));
        Items(writer, "Authorize", "global::Microsoft.AspNetCore.Authorization.IAuthorizeData", policy.Authorize.Select(a => a.Expression));
        if (policy.AllowAnonymous) writer.Line("AllowAnonymous = true,");
    }

    private static void Types(SourceWriter writer, string name, IEnumerable<string> types) =>
        Items(writer, name, "global::System.Type", types.Select(t => $"typeof({t})"));

    private static void Items(SourceWriter writer, string name, string type, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count == 0) return;
        writer.Line($"{name} = new {type}[]").Open();
        foreach (var item in all) writer.Line(item + ",");
        writer.Close(",");
    }

    // typeof takes no annotation of a reference type's own.
    private static string TypeOf(ArgumentModel parameter) =>
        parameter.Type.EndsWith("?", StringComparison.Ordinal) && !parameter.NullableStruct
            ? parameter.Type.Substring(0, parameter.Type.Length - 1) : parameter.Type;

    private static string Span(double seconds) => $"global::System.TimeSpan.FromSeconds({Literals.Of(seconds)})";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
