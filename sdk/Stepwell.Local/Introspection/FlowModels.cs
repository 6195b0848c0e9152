using Stepwell.Introspection;

namespace Stepwell.Local.Introspection;

/// <summary>What ran since the host started.</summary>
/// <param name="Since">When it started.</param>
/// <param name="Handlers">Each handler, by name.</param>
public sealed record RunTotals(DateTimeOffset Since, IReadOnlyList<HandlerTotals> Handlers);

/// <summary>What one handler did since the host started.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Started">Attempts that started.</param>
/// <param name="Running">Attempts that run now.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="DeadLettered">Events that it gave up.</param>
/// <param name="Taken">The events that it is done with, those that it gave up among them, by topic.</param>
/// <param name="Emitted">The events that it emitted, by topic; those of attempts that failed do not count.</param>
public sealed record HandlerTotals(string Handler, long Started, int Running, long Failed, long DeadLettered, IReadOnlyList<TopicCount> Taken, IReadOnlyList<TopicCount> Emitted);

/// <summary>How many events of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Count">How many.</param>
public sealed record TopicCount(string Topic, long Count);

/// <summary>Where people put a node of a flow's picture.</summary>
/// <param name="Node">A step's name, or <c>topic:</c> and a topic's.</param>
/// <param name="X">Its left.</param>
/// <param name="Y">Its top.</param>
public sealed record NodePlace(string Node, int X, int Y);

/// <summary>Where people put nodes of a flow's picture; all others are placed by themselves.</summary>
/// <param name="Direction"><c>right</c> or <c>down</c>: the picture that the places are of.</param>
/// <param name="Places">The places, by node; at most <see cref="IntrospectionLimits.MaxCount"/>.</param>
public sealed record FlowPlaces(string Direction, IReadOnlyList<NodePlace> Places);

/// <summary>Where a step is written.</summary>
/// <param name="File">Its file, as the manifest names it.</param>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Path">The file's full path; null where the source is not on this machine.</param>
public sealed record StepSource(string File, int Line, string? Path);
