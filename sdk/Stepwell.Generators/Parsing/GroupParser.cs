using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads <c>[InTrace]</c> and <c>[InGroup]</c>.</summary>
internal static class GroupParser
{
    public static GroupModel? Parse(HandlerAttributes from, HandlerDraft draft, ParseContext context)
    {
        var inTrace = from.Single("InTraceAttribute");
        var inGroup = from.Single("InGroupAttribute");
        if (inTrace is not null && draft.Triggers.Kind != HandlerKind.Api)
        {
            if (from.IsMisplaced(inTrace, k => k == HandlerKind.Api)) context.Report(Problems.InTraceNotApi, inTrace, draft.Name);
            inTrace = null;
        }
        if ((inTrace ?? inGroup) is not { } attribute || attribute.Text() is not { } template) return null;
        if (inTrace is not null && inGroup is not null) context.Report(Problems.SenselessPolicy, inGroup, draft.Name, "InGroup", "a handler with [InTrace]: there is one home group");
        if (GroupTemplate.Parse(template, out var error) is not { } parts)
        {
            context.Report(Problems.MalformedGroup, attribute, template, draft.Name, error!);
            return null;
        }
        var topics = MostDerivedFirst(draft.Triggers);
        var read = parts.Select(p => !p.Hole ? new GroupPart(GroupPartKind.Literal, p.Text, default)
            : draft.Triggers.Kind == HandlerKind.Api ? RouteValue(p.Text, template, attribute, draft, context)
            : Property(p.Text, template, attribute, draft, topics, context));
        return new(inTrace is not null, template, topics.Select(t => t.FullName()).ToEquatable(), read.ToEquatable());
    }

    // The group is chosen by a switch on the message's type, which must meet a derived topic before its base.
    private static List<INamedTypeSymbol> MostDerivedFirst(TriggerSet triggers) =>
        [.. triggers.Topics.Select(t => t.Type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).OrderByDescending(Depth)];

    private static int Depth(INamedTypeSymbol type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    private static GroupPart RouteValue(string name, string template, AttributeData attribute, HandlerDraft draft, ParseContext context)
    {
        foreach (var route in draft.Triggers.Routes)
            if (!route.Parameters.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Report(Problems.GroupRouteValue, attribute, template, draft.Name, name, route.Template);
        return new(GroupPartKind.RouteValue, name, default);
    }

    private static GroupPart Property(string path, string template, AttributeData attribute, HandlerDraft draft, List<INamedTypeSymbol> topics, ParseContext context)
    {
        var accessors = new List<string>();
        if (draft.Triggers.Kind == HandlerKind.Cron) context.Report(Problems.GroupProperty, attribute, template, draft.Name, path, "a schedule's tick");
        foreach (var type in topics)
        {
            if (PropertyPath.Resolve(type, path) is { } found) accessors.Add(found.Accessor);
            else context.Report(Problems.GroupProperty, attribute, template, draft.Name, path, type.Name);
        }
        return new(GroupPartKind.Property, path, accessors.ToEquatable());
    }
}
