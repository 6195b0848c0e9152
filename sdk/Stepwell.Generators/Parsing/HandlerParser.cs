using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Finds a step's handlers and reads each.</summary>
internal static class HandlerParser
{
    private const int LongestName = 48;

    public static List<HandlerModel> ParseAll(
        INamedTypeSymbol type, IReadOnlyList<AttributeData> onClass, List<IMethodSymbol> methods, List<IMethodSymbol> started, bool classStarts, ForeignTopics foreign, ParseContext context)
    {
        var found = new List<(IMethodSymbol Method, IReadOnlyList<AttributeData> Triggers)>();
        if (classStarts && HandleOf(type, onClass, methods, started, context) is { } handle) found.Add((handle, onClass));
        foreach (var method in started) found.Add((method, method.GetAttributes()));

        foreach (var twice in found.GroupBy(f => WithoutAsync(f.Method.Name)).Where(g => g.Count() > 1))
            context.Report(Problems.DoubledHandler, twice.Last().Method, type.Name, $"{type.Name}.{twice.Key}");

        var handlers = new List<HandlerModel>();
        var drafts = new List<HandlerDraft>();
        foreach (var (method, attributes) in found)
        {
            var name = found.Count == 1 ? type.Name : $"{type.Name}.{WithoutAsync(method.Name)}";
            if (Draft(method, attributes, name, context) is { } draft) drafts.Add(draft);
        }
        var kinds = drafts.Select(d => d.Triggers.Kind).Distinct().ToList();
        foreach (var draft in drafts)
        {
            var from = new HandlerAttributes(onClass, draft.Method.GetAttributes(), kinds);
            if (Parse(draft, from, FailureParser.Find(type, methods, draft, drafts, context), foreign, context) is { } handler) handlers.Add(handler);
        }
        FailureParser.CheckUnused(type, methods, drafts, context);
        return handlers;
    }

    public static string WithoutAsync(string method) =>
        method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method;

    private static IMethodSymbol? HandleOf(INamedTypeSymbol type, IReadOnlyList<AttributeData> onClass, List<IMethodSymbol> methods, List<IMethodSymbol> started, ParseContext context)
    {
        var named = methods.Where(m => m.Name is "Handle" or "HandleAsync" && !started.Contains(m)).ToList();
        var candidates = named.Where(m => m.DeclaredAccessibility == Accessibility.Public).ToList();
        if (candidates.Count == 0) candidates = named;
        if (candidates.Count == 1) return candidates[0];
        if (candidates.Count > 1) context.Report(Problems.DoubledHandler, candidates[1], type.Name, "Handle");
        else context.Report(Problems.MissingHandler, type, type.Name, Example(onClass.First(TriggerSet.IsTrigger)));
        return null;
    }

    private static string Example(AttributeData trigger) => trigger.AttributeClass!.MetadataName switch
    {
        "CronAttribute" => "public void Handle(CronTick tick, StepContext step)",
        var name when name.StartsWith("On", StringComparison.Ordinal) =>
            $"public void Handle({string.Join(", ", trigger.Types().Select((t, i) => $"{t.Name} {(char)('e' + i)}"))}, StepContext step)",
        _ => "public string Handle(StepContext step)",
    };

    private static HandlerDraft? Draft(IMethodSymbol method, IReadOnlyList<AttributeData> attributes, string name, ParseContext context)
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            context.Report(Problems.HandlerNotCallable, method, name, method.MethodKind == MethodKind.ExplicitInterfaceImplementation ? "an explicit implementation of an interface" : "an accessor or an operator");
            return null;
        }
        var why = method.DeclaredAccessibility != Accessibility.Public ? "not public"
            : method.IsStatic ? "static"
            : method.IsGenericMethod ? "generic"
            : method.IsAbstract ? "abstract"
            // Its end could not be awaited: it would be taken as done while it runs, and its failure would end the process.
            : method is { IsAsync: true, ReturnsVoid: true } ? "async void"
            : method.IsAsync && !ReturnParser.IsAwaitable(method.ReturnType) ? $"asynchronous but returns {method.ReturnType.DisplayName()}"
            : method.ReturnType.IsRefLikeType ? $"returning {method.ReturnType.DisplayName()}, which cannot be kept for the answer"
            : null;
        if (why is not null) context.Report(Problems.HandlerNotCallable, method, name, why);
        if (name.Length > LongestName)
            context.Report(Problems.NameTooLong, method, name, name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), name.Contains(".") ? " or of the method" : "");
        var triggers = TriggerSet.Read(attributes, name, context);
        if (triggers.Kinds.Count > 1)
        {
            context.Report(Problems.MixedTriggers, method, name, string.Join(" and ", triggers.Kinds.Select(k => k.ToString().ToLowerInvariant())));
            return null;
        }
        return new(method, triggers, name);
    }

    private static HandlerModel? Parse(HandlerDraft draft, HandlerAttributes from, IMethodSymbol? onFailure, ForeignTopics foreign, ParseContext context)
    {
        var (method, triggers, name) = (draft.Method, draft.Triggers, draft.Name);
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error)
        {
            context.NamesUnknownType = true;
            return null;
        }
        var api = triggers.Kind == HandlerKind.Api;
        var policy = PolicyReader.Read(from, triggers.Kind, name, context);
        foreach (var (_, type) in triggers.Topics) foreign.Note(type);
        var emits = new EmitSet(foreign, context);
        emits.AddDeclared(from.All("EmitsAttribute`1"), name);
        var returned = ReturnParser.Parse(method, name, api, emits, context);
        var failure = onFailure is null ? null : FailureParser.Parse(onFailure, draft, emits, context);
        var group = GroupParser.Parse(from, draft, context);
        var arguments = (api ? ApiArgumentParser.Parse(draft, context) : EventArgumentParser.Parse(draft, context)).ToEquatable();
        if (api) RouteValueCheck.Run(draft, arguments, group, context);
        return new(
            name,
            method.Name,
            triggers.Kind,
            LocationInfo.From(method.Locations.FirstOrDefault())?.Line ?? 0,
            triggers.Routes.ToEquatable(),
            triggers.Topics.Select(t => t.Ref).OfType<TopicRef>().GroupBy(t => t.Type).Select(g => g.First()).ToEquatable(),
            triggers.Crons.ToEquatable(),
            emits.Topics.ToEquatable(),
            policy,
            group,
            arguments,
            returned,
            failure,
            api ? ResponseParser.Parse(method, from, name, context).ToEquatable() : default,
            !api || ResponseParser.CheckKept(draft, context));
    }
}

/// <summary>A handler before its parameters are read.</summary>
internal sealed record HandlerDraft(IMethodSymbol Method, TriggerSet Triggers, string Name);
