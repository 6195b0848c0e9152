namespace Stepwell.Generators.Models;

/// <summary>How a home group is made: of texts and holes, in order.</summary>
/// <param name="JoinsTrace">True for <c>[InTrace]</c>.</param>
/// <param name="Template">The template as written.</param>
/// <param name="Topics">The types of the subscribed topics, each once, the more derived before what they derive from.</param>
/// <param name="Parts">The parts in order.</param>
internal sealed record GroupModel(bool JoinsTrace, string Template, EquatableArray<string> Topics, EquatableArray<GroupPart> Parts);

/// <summary>A literal, a route value, or a property path of the event.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">The literal, the route value's name or the path as written.</param>
/// <param name="Accessors">For a path: per topic of the group, the expression after the event, e.g. <c>.Customer?.Id</c>.</param>
internal sealed record GroupPart(GroupPartKind Kind, string Text, EquatableArray<string> Accessors);

internal enum GroupPartKind
{
    Literal,
    RouteValue,
    Property,
}
