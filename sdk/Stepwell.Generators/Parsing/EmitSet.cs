using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>The topics a handler may emit: declared and returned ones, each once, in order of finding.</summary>
internal sealed class EmitSet(ForeignTopics foreign, ParseContext context)
{
    private readonly List<TopicRef> topics = [];

    public IEnumerable<TopicRef> Topics => topics;

    public void AddDeclared(IEnumerable<AttributeData> attributes, string who)
    {
        foreach (var attribute in attributes)
            foreach (var type in attribute.Types())
                if (TopicParser.Refer(type, attribute, who, context) is { } topic) Add(topic, type);
    }

    public void AddReturned(INamedTypeSymbol type, string name, ISymbol method) =>
        Add(new(name, type.FullName(), LocationInfo.From(method.Locations.FirstOrDefault())), type);

    private void Add(TopicRef topic, INamedTypeSymbol type)
    {
        foreign.Note(type);
        if (!topics.Any(t => t.Type == topic.Type)) topics.Add(topic);
    }
}
