using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>The triggers of one handler, with the symbols that binding needs.</summary>
internal sealed class TriggerSet
{
    private readonly List<HandlerKind> kinds = [];

    public List<RouteModel> Routes { get; } = [];

    public List<(TopicRef? Ref, INamedTypeSymbol Type)> Topics { get; } = [];

    public List<CronModel> Crons { get; } = [];

    /// <summary>The first trigger's attribute.</summary>
    public AttributeData? First { get; private set; }

    public bool IsEmpty => kinds.Count == 0;

    public HandlerKind Kind => kinds[0];

    public IReadOnlyList<HandlerKind> Kinds => kinds;

    public static bool IsTrigger(AttributeData attribute) =>
        attribute.AttributeClass is { } type
        && (type.ContainingNamespace is { Name: "Stepwell", ContainingNamespace.IsGlobalNamespace: true } && type.MetadataName is "OnAttribute`1" or "OnAllAttribute`2" or "OnAllAttribute`3" or "OnAllAttribute`4" or "CronAttribute"
            || type.DerivesFrom("Stepwell", "ApiAttribute"));

    public static TriggerSet Read(IEnumerable<AttributeData> attributes, string who, ParseContext context)
    {
        var set = new TriggerSet();
        foreach (var attribute in attributes)
            if (IsTrigger(attribute)) set.Add(attribute, who, context);
        return set;
    }

    private void Add(AttributeData attribute, string who, ParseContext context)
    {
        First ??= attribute;
        switch (attribute.AttributeClass.DerivesFrom("Stepwell", "ApiAttribute") ? "" : attribute.AttributeClass!.MetadataName)
        {
            case "OnAttribute`1":
                Note(HandlerKind.Event);
                AddTopics(attribute, who, context);
                break;
            case "CronAttribute":
                Note(HandlerKind.Cron);
                AddCron(attribute, who, context);
                break;
            case var name when name.StartsWith("OnAllAttribute", StringComparison.Ordinal):
                Note(HandlerKind.Join);
                AddTopics(attribute, who, context);
                foreach (var twice in attribute.Types().GroupBy(t => t, SymbolEqualityComparer.Default).Where(g => g.Count() > 1))
                    context.Report(Problems.JoinTwice, attribute, who, twice.Key!.Name);
                break;
            default:
                Note(HandlerKind.Api);
                AddRoute(attribute, who, context);
                break;
        }
    }

    private void Note(HandlerKind kind)
    {
        if (!kinds.Contains(kind)) kinds.Add(kind);
    }

    private void AddTopics(AttributeData attribute, string who, ParseContext context)
    {
        foreach (var type in attribute.Types()) Topics.Add((TopicParser.Refer(type, attribute, who, context), type));
    }

    private void AddCron(AttributeData attribute, string who, ParseContext context)
    {
        if (attribute.Text() is not { } text) return;
        var zone = attribute.Named("TimeZone") as string;
        if (zone is not null && !TimeZones.MayBe(zone)) context.Report(Problems.UnknownTimeZone, attribute, zone, who);
        if (CronExpression.Normalize(text, out var error) is { } expression) Crons.Add(new(expression, zone));
        else context.Report(Problems.WrongCron, attribute, text, who, error!);
    }

    private void AddRoute(AttributeData attribute, string who, ParseContext context)
    {
        if (ApiAttributeReader.Read(attribute, context) is not var (method, text))
        {
            context.Report(Problems.UnreadableApi, attribute, attribute.AttributeClass!.Name, who);
            return;
        }
        if (RouteTemplate.Parse(text, out var error) is not { } route)
        {
            context.Report(Problems.MalformedRoute, attribute, text, who, error!);
            return;
        }
        if (route.FirstSegment is "admin" or "runtime" or "_stepwell")
            context.Report(Problems.ReservedRoute, attribute, route.Text, who, route.FirstSegment);
        Routes.Add(new(method.ToUpperInvariant(), route.Text, route.Shape, route.Parameters.ToEquatable(), LocationInfo.From(attribute, context.Cancel)));
    }
}
