namespace Stepwell;

/// <summary>Marks a step that has no code: it stands for a person or an outside system in the flow's picture.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoopAttribute : Attribute;

/// <summary>Draws a dashed edge from this step to another: what the person or outside system does next.</summary>
/// <typeparam name="TStep">The step that follows.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeadsToAttribute<TStep> : Attribute where TStep : class;

/// <summary>Draws a dashed edge into this step: the topic or step that makes the person or outside system act.</summary>
/// <typeparam name="T">A topic's record, or a step.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WaitsForAttribute<T> : Attribute where T : class;
