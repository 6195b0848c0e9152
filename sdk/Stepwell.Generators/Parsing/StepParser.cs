using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads a step off its class.</summary>
internal static class StepParser
{
    /// <summary>The step; null for a class without triggers. Problems are in the context, all at once.</summary>
    public static StepModel? Parse(INamedTypeSymbol type, TypeDeclarationSyntax node, ParseContext context)
    {
        var attributes = type.GetAttributes();
        var noop = attributes.Find("NoopAttribute");
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).ToList();
        var started = type.GetMembers().OfType<IMethodSymbol>().Where(m => m.GetAttributes().Any(TriggerSet.IsTrigger)).ToList();
        var onClass = attributes.Any(TriggerSet.IsTrigger);
        if (noop is null && started.Count == 0 && !onClass)
        {
            TriggerCheck.Run(type, node, methods, context);
            return null;
        }

        CheckClass(type, noop is not null, context);
        if (type.TypeKind != TypeKind.Class) return null;
        var location = LocationInfo.From(node.Identifier.GetLocation());
        var foreign = new ForeignTopics(context);
        List<HandlerModel> handlers = [];
        if (noop is not null) CheckNoop(type, attributes, methods, onClass || started.Count > 0, context);
        else handlers = HandlerParser.ParseAll(type, attributes, methods, started, onClass, foreign, context);
        if (handlers.Count == 0 && noop is null && !context.HasErrors) return null;

        return new(
            type.Name,
            type.FullName(),
            type.DisplayName(),
            DocText.Summary(node),
            node.SyntaxTree.FilePath,
            location?.Line ?? 0,
            attributes.Where(a => a.AttributeClass.IsStepwell("FlowAttribute")).Select(a => a.Text()).OfType<string>().Distinct().ToEquatable(),
            noop is not null,
            Edges(attributes, "LeadsToAttribute`1", foreign, context),
            Edges(attributes, "WaitsForAttribute`1", foreign, context),
            ConstructorParser.Parse(type, context),
            DisposalOf(type),
            handlers.ToEquatable(),
            foreign.Topics.ToEquatable(),
            location,
            context.HasErrors);
    }

    private static void CheckClass(INamedTypeSymbol type, bool noop, ParseContext context)
    {
        var why = type.TypeKind == TypeKind.Struct ? "a struct"
            : type.TypeKind == TypeKind.Interface ? "an interface"
            : type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.IsGenericType || type.ContainingType is { IsGenericType: true } ? "generic"
            : !TopicParser.IsReachable(type) ? "private to another type or file"
            : !noop && type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public).SelectMany(RequiredMembers.LeftBy).Any() ? "with required members"
            : null;
        if (why is not null) context.Report(Problems.StepNotUsable, type, type.Name, why);
    }

    private static void CheckNoop(INamedTypeSymbol type, IEnumerable<AttributeData> attributes, List<IMethodSymbol> methods, bool triggered, ParseContext context)
    {
        if (triggered) context.Report(Problems.NoopWithHandler, type, type.Name, "a trigger");
        else if (methods.FirstOrDefault(m => m.Name is "Handle" or "HandleAsync") is { } method)
            context.Report(Problems.NoopWithHandler, method, type.Name, $"the method '{method.Name}'");
        foreach (var attribute in attributes)
            if (PolicyReader.IsPolicy(attribute)) context.Report(Problems.SenselessPolicy, attribute, type.Name, attribute.ShortName(), "a noop");
    }

    private static EquatableArray<EdgeModel> Edges(IEnumerable<AttributeData> attributes, string name, ForeignTopics foreign, ParseContext context)
    {
        var edges = new List<EdgeModel>();
        foreach (var attribute in attributes.Where(a => a.AttributeClass.IsStepwell(name)))
        {
            foreach (var type in attribute.Types())
            {
                var topic = name[0] == 'W' ? type.TopicAttribute()?.Text() : null;
                if (topic is not null) foreign.Note(type);
                edges.Add(new(topic ?? type.Name, topic is not null, type.FullName(), LocationInfo.From(attribute, context.Cancel)));
            }
        }
        return edges.ToEquatable();
    }

    private static Disposal DisposalOf(INamedTypeSymbol type) =>
        type.Implements("System", "IAsyncDisposable") ? Disposal.Async
        : type.Implements("System", "IDisposable") ? Disposal.Sync
        : Disposal.None;
}

/// <summary>Collects the topics of other assemblies that a step names.</summary>
internal sealed class ForeignTopics(ParseContext context)
{
    private readonly Dictionary<string, TopicModel> topics = new(StringComparer.Ordinal);

    public IEnumerable<TopicModel> Topics => topics.Values;

    public void Note(INamedTypeSymbol type)
    {
        if (TopicParser.Foreign(type, context) is { } topic) topics[topic.Type] = topic;
    }
}
