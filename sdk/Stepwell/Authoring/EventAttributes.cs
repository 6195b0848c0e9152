namespace Stepwell;

/// <summary>Makes a record the contract of a topic.</summary>
/// <param name="name">The topic's name: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, at most 200 characters (the rule of Azure Service Bus).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TopicAttribute(string name) : Attribute
{
    /// <summary>The topic's name.</summary>
    public string Name { get; } = name;

    /// <summary>The property whose value orders the events of this topic for <see cref="OrderedAttribute"/> steps.</summary>
    /// <value>Default: none, the trace id orders.</value>
    public string? OrderingKey { get; set; }
}

/// <summary>Starts a handler by each event of a topic.</summary>
/// <typeparam name="T">The topic's record.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnAttribute<T> : Attribute where T : class;

/// <summary>Starts a handler once per home group (by default: once per trace) when an event of every listed topic has come.</summary>
/// <remarks>Of several events of one topic the first counts. The handler takes one parameter per topic.</remarks>
/// <typeparam name="T1">A topic's record.</typeparam>
/// <typeparam name="T2">A topic's record.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnAllAttribute<T1, T2> : Attribute where T1 : class where T2 : class;

/// <inheritdoc cref="OnAllAttribute{T1, T2}"/>
/// <typeparam name="T1">A topic's record.</typeparam>
/// <typeparam name="T2">A topic's record.</typeparam>
/// <typeparam name="T3">A topic's record.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnAllAttribute<T1, T2, T3> : Attribute where T1 : class where T2 : class where T3 : class;

/// <inheritdoc cref="OnAllAttribute{T1, T2}"/>
/// <typeparam name="T1">A topic's record.</typeparam>
/// <typeparam name="T2">A topic's record.</typeparam>
/// <typeparam name="T3">A topic's record.</typeparam>
/// <typeparam name="T4">A topic's record.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OnAllAttribute<T1, T2, T3, T4> : Attribute where T1 : class where T2 : class where T3 : class where T4 : class;

/// <summary>Declares that a step (on a class) or a handler (on a method) emits events of a topic.</summary>
/// <remarks>A topic record that an event, join or cron handler returns is emitted, and so needs no declaration.</remarks>
/// <typeparam name="T">The topic's record.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class EmitsAttribute<T> : Attribute where T : class;

/// <summary>Delivers the events of one ordering key to this handler one at a time and in order, retries included.</summary>
/// <remarks>
/// Each handler has an order of its own, those of one step too. Where two of them read and write one key of a group, that key's guard
/// discards one attempt and runs it again, as with any other handlers; where that happens often, give each a key of its own.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class OrderedAttribute : Attribute;
