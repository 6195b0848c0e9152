using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stepwell.Catalog;

/// <summary>All steps and topics of an app, as the generator wrote them down.</summary>
public sealed class StepCatalog
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Assembly, Func<StepCatalog>> Known = [];
    private readonly FrozenDictionary<Type, TopicDefinition> topicsByType;
    private readonly FrozenDictionary<string, TopicDefinition> topicsByName;
    private readonly FrozenDictionary<string, HandlerDefinition> handlersByName;

    /// <summary>Makes a catalog; generated code calls this.</summary>
    public StepCatalog(IReadOnlyList<StepDefinition> steps, IReadOnlyList<TopicDefinition> topics)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(topics);
        Steps = steps;
        Topics = topics;
        Handlers = [.. steps.SelectMany(s => s.Handlers)];
        topicsByType = topics.ToFrozenDictionary(t => t.Type);
        topicsByName = topics.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        handlersByName = Handlers.ToFrozenDictionary(h => h.Name, StringComparer.Ordinal);
        foreach (var topic in topics)
            topic.Subscribers = [.. Handlers.Where(h => h.Topics.Contains(topic.Type))];
    }

    /// <summary>The assembly that holds the steps; null for a catalog made by hand.</summary>
    public Assembly? Assembly { get; private set; }

    /// <summary>The steps, by name.</summary>
    public IReadOnlyList<StepDefinition> Steps { get; }

    /// <summary>The handlers of all steps.</summary>
    public IReadOnlyList<HandlerDefinition> Handlers { get; }

    /// <summary>The topics, by name.</summary>
    public IReadOnlyList<TopicDefinition> Topics { get; }

    /// <summary>The topic of a record; null where the type is no topic of this app.</summary>
    public TopicDefinition? TopicOf(Type type) => topicsByType.GetValueOrDefault(type);

    /// <summary>The topic of a name; null where there is none.</summary>
    public TopicDefinition? Topic(string name) => topicsByName.GetValueOrDefault(name);

    /// <summary>The handler of a name; null where there is none.</summary>
    public HandlerDefinition? Handler(string name) => handlersByName.GetValueOrDefault(name);

    /// <summary>The handler of a name, where it takes events or ticks; null where there is none, or where it has become an api handler since.</summary>
    public HandlerDefinition? Consumer(string name) => Handler(name) is { Kind: not HandlerKind.Api } handler ? handler : null;

    /// <summary>Makes an assembly's catalog known; a generated module initializer calls this.</summary>
    public static void Register(Assembly assembly, Func<StepCatalog> make)
    {
        lock (Gate) Known[assembly] = make;
    }

    /// <summary>A fresh catalog of the assembly in which an app is declared.</summary>
    /// <exception cref="StepException">The assembly has none: the generator did not run there (SW1001).</exception>
    public static StepCatalog Of(Type app)
    {
        ArgumentNullException.ThrowIfNull(app);
        RuntimeHelpers.RunModuleConstructor(app.Module.ModuleHandle);
        Func<StepCatalog>? make;
        lock (Gate) Known.TryGetValue(app.Assembly, out make);
        var catalog = make?.Invoke() ?? throw new StepException("SW1001",
            $"The assembly {app.Assembly.GetName().Name}, in which {app.Name} is declared, has no catalog of steps. Declare the app in the project that holds the steps, and let that project reference Stepwell with its generator.");
        catalog.Assembly = app.Assembly;
        return catalog;
    }
}
