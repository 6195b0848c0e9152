using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Notes each line that is logged, and within which scope.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Text, string? Scope)> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    internal IReadOnlyList<string> Lines => [.. lines.Select(l => l.Text)];

    internal static LogRecorder On(IServiceProvider services)
    {
        var recorder = new LogRecorder();
        services.GetRequiredService<ILoggerFactory>().AddProvider(recorder);
        return recorder;
    }

    /// <returns>The outermost scope that is a text; null where the line is within none.</returns>
    internal string? ScopeOf(string text) => lines.First(l => l.Text.Contains(text, StringComparison.Ordinal)).Scope;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string? found = null;
        scopes.ForEachScope((scope, _) => found ??= scope as string, 0);
        lines.Enqueue((formatter(state, exception), found));
    }

    public void Dispose() { }
}
