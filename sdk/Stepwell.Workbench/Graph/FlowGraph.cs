namespace Stepwell.Workbench.Graph;

/// <summary>What a node of a flow stands for.</summary>
public enum NodeKind
{
    /// <summary>A step that requests start.</summary>
    Api,

    /// <summary>A step that events start.</summary>
    Event,

    /// <summary>A step that a schedule starts.</summary>
    Cron,

    /// <summary>A person or an outside system.</summary>
    Noop,

    /// <summary>A topic: the label on the edges from the steps that emit its events to those that take them.</summary>
    Topic,
}

/// <summary>A node of a flow.</summary>
public sealed record FlowNode
{
    /// <summary>The step's name; for a topic see <see cref="TopicId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The step's or topic's name.</summary>
    public required string Name { get; init; }

    public required NodeKind Kind { get; init; }

    /// <summary>What starts it, or what it does, in a few words.</summary>
    public string Caption { get; init; } = "";

    /// <summary>True for a step that waits until all its topics have come.</summary>
    public bool Join { get; init; }

    /// <summary>The flow where it is at home, for a step that only borders on this flow; null for one of its own.</summary>
    public string? HomeFlow { get; init; }

    /// <summary>The names of the step's handlers.</summary>
    public IReadOnlyList<string> Handlers { get; init; } = [];

    internal static string TopicId(string topic) => "topic:" + topic;
}

/// <summary>An edge of a flow.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The node that it leaves.</param>
/// <param name="To">The node that it reaches.</param>
/// <param name="Topic">The topic whose events travel on it; null for a way outside of the app.</param>
/// <param name="Virtual">True where no event travels by itself: a person or an outside system is at one end.</param>
public sealed record FlowEdge(string Id, string From, string To, string? Topic, bool Virtual);

/// <summary>The picture of a flow.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Nodes">Its steps, topics, and the steps of other flows that it borders on; by id.</param>
/// <param name="Edges">What leads from where to where; by id.</param>
internal sealed record FlowGraph(string Flow, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges);
