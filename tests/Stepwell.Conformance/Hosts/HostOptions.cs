using Microsoft.Extensions.Logging;
using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Hosts;

/// <summary>What a test asks of the host it starts.</summary>
public sealed class HostOptions
{
    /// <summary>What the handlers do. The host registers it as a service.</summary>
    public Probe Probe { get; } = new();

    /// <summary>When the store fails. The host wraps its store in a <see cref="FaultyStore"/> with it.</summary>
    public StoreFaults Faults { get; } = new();

    /// <summary>A further place that logs go to; null for none. The host registers it.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>The clock's first time. 2030-01-01 is a Tuesday.</summary>
    public DateTimeOffset StartAt { get; init; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Settings of the section <c>Stepwell</c>, by name.</summary>
    public Dictionary<string, string> Settings { get; } = [];
}
