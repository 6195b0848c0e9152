using Microsoft.Extensions.Logging;

namespace Stepwell.Tests.Contracts;

internal sealed record LogEntry(string Text, IReadOnlyDictionary<string, object?> Values, Exception? Exception, Type StateType);

/// <summary>Keeps what is logged.</summary>
internal sealed class Recorder : ILoggerProvider, ILogger
{
    public List<LogEntry> Entries { get; } = [];

    public List<string> Scopes { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Scopes.Add(state is IEnumerable<KeyValuePair<string, object?>> pairs ? $"{state} {string.Join(' ', pairs)}" : $"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(p => p.Key, p => p.Value);
        Entries.Add(new(formatter(state, exception), values, exception, typeof(TState)));
    }

    public void Dispose()
    {
    }
}
