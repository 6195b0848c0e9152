using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Workbench.Graph;

/// <summary>What the pages about flows read from an app's manifest.</summary>
internal sealed record ManifestView
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public string App { get; init; } = "";

    public IReadOnlyList<string> Flows { get; init; } = [];

    public IReadOnlyList<StepView> Steps { get; init; } = [];

    public IReadOnlyList<TopicView> Topics { get; init; } = [];

    /// <summary>The JSON Schema of each type, by its name.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Types { get; init; } = new Dictionary<string, JsonNode?>();

    internal static ManifestView Of(JsonObject manifest) => manifest.Deserialize<ManifestView>(Options)!;
}

/// <summary>A topic.</summary>
internal sealed record TopicView
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>The property that orders its events; null for their trace.</summary>
    public string? OrderingKey { get; init; }
}

/// <summary>A step.</summary>
internal sealed record StepView
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Flows { get; init; } = [];

    /// <summary>Its file, below the folder of the steps.</summary>
    public string? File { get; init; }

    public int Line { get; init; }

    public bool Noop { get; init; }

    public IReadOnlyList<LinkView> LeadsTo { get; init; } = [];

    public IReadOnlyList<LinkView> WaitsFor { get; init; } = [];

    public IReadOnlyList<HandlerView> Handlers { get; init; } = [];
}

/// <summary>Where a noop leads, or what it waits for: a step or a topic.</summary>
internal sealed record LinkView
{
    public string? Step { get; init; }

    public string? Topic { get; init; }
}
