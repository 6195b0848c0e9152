using System.Collections;
using System.Globalization;
using Stepwell.Tracing;

namespace Stepwell.Running;

/// <summary>What the log lines of an attempt carry: trace, step, attempt. Sinks that know it find the whole run.</summary>
public sealed class AttemptScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    internal AttemptScope(RunRecord run) => Run = run;

    /// <summary>The run.</summary>
    public RunRecord Run { get; }

    /// <inheritdoc/>
    public int Count => 4;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(StepwellDiagnostics.TraceTag, Run.TraceId),
        1 => new("Step", Run.Handler.Name),
        2 => new("Attempt", Run.Attempt),
        3 => new("SpanId", Run.Span.SpanId),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run.Handler.Name} #{Run.Attempt} {Run.TraceId}");
}
