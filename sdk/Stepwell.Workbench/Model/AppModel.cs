using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Stepwell.Workbench.Model;

/// <summary>An app as its manifest tells it; the members are those of the manifest.</summary>
public sealed record AppModel
{
    public required string App { get; init; }

    public IReadOnlyList<string> Flows { get; init; } = [];

    public IReadOnlyList<StepModel> Steps { get; init; } = [];

    public IReadOnlyList<JsonObject> Topics { get; init; } = [];

    /// <summary>The JSON Schema of each type that the manifest names.</summary>
    public JsonObject Types { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<HandlerModel> Handlers => Steps.SelectMany(s => s.Handlers);

    /// <summary>The step that a handler or step name means; null for none of this app.</summary>
    public StepModel? StepOf(string handler) => Steps.FirstOrDefault(s => s.Name == handler || s.Handlers.Any(h => h.Name == handler));

    /// <summary>The name of the type of a topic's events; null for no topic of this app.</summary>
    public string? TypeOf(string topic) => (string?)Topics.FirstOrDefault(t => (string?)t["name"] == topic)?["type"];

    /// <summary>The JSON Schema of a topic's events; empty, which takes everything, where there is none.</summary>
    public JsonObject SchemaOf(string topic) => TypeOf(topic) is { } type && Types[type] is JsonObject schema ? schema : [];

    /// <summary>What starts a handler: api, event, join, cron; noop for a step without handlers.</summary>
    public string KindOf(string handler) => Handlers.FirstOrDefault(h => h.Name == handler)?.Kind ?? StepOf(handler)?.Kind ?? "event";
}

/// <summary>A step.</summary>
public sealed record StepModel
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Flows { get; init; } = [];

    public string? File { get; init; }

    public int Line { get; init; }

    public bool Noop { get; init; }

    public IReadOnlyList<EdgeModel> LeadsTo { get; init; } = [];

    public IReadOnlyList<EdgeModel> WaitsFor { get; init; } = [];

    public IReadOnlyList<HandlerModel> Handlers { get; init; } = [];

    /// <summary>What starts it: of several kinds the one that brings work in from outside; noop for a step without handlers.</summary>
    [JsonIgnore]
    public string Kind => Noop || Handlers.Count == 0 ? "noop" : (Handlers.FirstOrDefault(h => h.Kind == "api") ?? Handlers.FirstOrDefault(h => h.Kind == "cron") ?? Handlers[0]).Kind;
}

/// <summary>What a noop waits for or leads to.</summary>
public sealed record EdgeModel(string? Topic = null, string? Step = null);

/// <summary>A handler.</summary>
public sealed record HandlerModel
{
    public required string Name { get; init; }

    public string? Method { get; init; }

    public required string Kind { get; init; }

    public int Line { get; init; }

    public IReadOnlyList<TriggerModel> Triggers { get; init; } = [];

    /// <summary>The topics whose events it takes.</summary>
    [JsonIgnore]
    public IEnumerable<string> Topics => Triggers.SelectMany(t => t.Topic is { } one ? [one] : t.Topics ?? []);

    public IReadOnlyList<string> Emits { get; init; } = [];

    public JsonObject? Retry { get; init; }

    public double? TimeLimitSeconds { get; init; }

    public int? Concurrency { get; init; }

    public bool Ordered { get; init; }

    public JsonObject? HomeGroup { get; init; }

    public bool OnFailure { get; init; }

    public IReadOnlyList<string> Middleware { get; init; } = [];

    public IReadOnlyList<JsonObject> Authorize { get; init; } = [];

    public IReadOnlyList<ParameterModel> Parameters { get; init; } = [];

    public IReadOnlyList<ResponseModel> Responses { get; init; } = [];
}

/// <summary>What starts a handler.</summary>
public sealed record TriggerModel(string Kind, string? Method = null, string? Route = null, string? Topic = null, IReadOnlyList<string>? Topics = null, string? Expression = null, string? TimeZone = null);

/// <summary>A parameter of an api handler.</summary>
public sealed record ParameterModel(string Name, string From, string Type, bool Required = false);

/// <summary>An answer of an api handler.</summary>
public sealed record ResponseModel(int Status, string? Type = null, string? Description = null);
