namespace Stepwell;

/// <summary>How often and how fast a failed event, join or cron attempt is repeated.</summary>
/// <param name="attempts">Attempts in all, the first included; 1 to 100. Without the attribute: <see cref="DefaultAttempts"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class RetryAttribute(int attempts) : Attribute
{
    /// <summary>Attempts in all where no policy is given.</summary>
    public const int DefaultAttempts = 5;

    /// <summary>Seconds before the second attempt where no policy says otherwise.</summary>
    public const double DefaultFirstDelaySeconds = 1;

    /// <summary>The longest delay in seconds where no policy says otherwise.</summary>
    public const double DefaultMaxDelaySeconds = 60;

    /// <summary>Attempts in all, the first included.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>Seconds before the second attempt; doubles with each further one, with jitter.</summary>
    /// <value>Default: 1.</value>
    public double FirstDelaySeconds { get; set; } = DefaultFirstDelaySeconds;

    /// <summary>The longest delay between two attempts, in seconds.</summary>
    /// <value>Default: 60.</value>
    public double MaxDelaySeconds { get; set; } = DefaultMaxDelaySeconds;

    /// <summary>Exceptions (derived ones too) that no repetition mends: they dead-letter at once.</summary>
    /// <value>Default: none but <see cref="GiveUpException"/>.</value>
    public Type[] Never { get; set; } = [];
}

/// <summary>How many attempts of a handler may run at once in one process.</summary>
/// <param name="limit">1 or more. Without the attribute only the process-wide limit holds.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class ConcurrencyAttribute(int limit) : Attribute
{
    /// <summary>Attempts at once per process.</summary>
    public int Limit { get; } = limit;
}

/// <summary>How long one attempt may take: after it the cancellation token fires and the attempt has failed.</summary>
/// <param name="seconds">1 or more; at most 225 for api handlers (Azure's balancer ends a request after 230 s).</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class TimeLimitAttribute(int seconds) : Attribute
{
    /// <summary>The limit of event, join and cron handlers without the attribute.</summary>
    public const int DefaultSeconds = 300;

    /// <summary>The limit of api handlers without the attribute.</summary>
    public const int DefaultApiSeconds = 100;

    /// <summary>The limit in seconds.</summary>
    public int Seconds { get; } = seconds;
}

/// <summary>Runs a middleware around a step's (or a handler's) attempts, inside the global ones.</summary>
/// <typeparam name="T">The middleware; it comes from the services, or is made with its constructor's services.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<T> : Attribute where T : class, IStepMiddleware;

/// <summary>Names the flow a step belongs to.</summary>
/// <remarks>Without it the flow is the folder of the file below <c>steps/</c>.</remarks>
/// <param name="name">The flow's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlowAttribute(string name) : Attribute
{
    /// <summary>The flow's name.</summary>
    public string Name { get; } = name;
}

/// <summary>Keeps a member's value out of traces, logs and the Workbench. It is stored and sent unchanged.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SensitiveAttribute : Attribute;
