using Microsoft.Extensions.Logging;
using Stepwell.Running;

namespace Stepwell.Local.Traces;

/// <summary>Keeps the log lines of attempts with their spans and the newest of all, and hands all lines to who listens to them live.</summary>
[ProviderAlias("Stepwell")]
internal sealed class LogCapture : ILoggerProvider, ISupportExternalScope
{
    private const int MaxText = 8 * 1024;
    private readonly LiveFeed live;
    private readonly RecentLogs recent;
    private readonly TimeProvider time;
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public LogCapture(LiveFeed live, RecentLogs recent, TimeProvider time)
    {
        this.live = live;
        this.recent = recent;
        this.time = time;
    }

    /// <summary>Lines outside of attempts and within, newest last; for tests.</summary>
    internal Action<LogLine>? Written { get; set; }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    /// <summary>What the runner and the console's lines say of themselves, outside of the attempt that they are about.</summary>
    private static string? Named(object? state, string name)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values) return null;
        for (var i = 0; i < values.Count; i++)
            if (values[i].Key == name)
                return values[i].Value as string;
        return null;
    }

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        // One line per attempt, which the attempt itself tells better.
        private readonly bool summary = category == "Stepwell.Runs";
        private readonly bool ours = category.StartsWith("Stepwell.", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => capture.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            AttemptScope? attempt = null;
            capture.scopes.ForEachScope((scope, _) => attempt = scope as AttemptScope ?? attempt, 0);
            var (at, text) = (capture.time.GetUtcNow(), ShortText.Of(formatter(state, exception), MaxText));
            var fault = exception?.ToString();
            if (attempt is not null && !summary) attempt.Run.AddLog(new(at, logLevel.ToString(), category, text, fault));
            var entry = new LogEntry
            {
                At = at,
                Level = logLevel,
                Category = category,
                Message = text,
                TraceId = attempt?.Run.TraceId ?? Own(state, "TraceId"),
                SpanId = attempt?.Run.Span.SpanId,
                Step = attempt?.Run.Handler.Name ?? Own(state, "Step"),
                Exception = fault,
                Values = LogEntry.ValuesOf(state),
            };
            capture.recent.Add(entry);
            if (!capture.live.WantsLogs && capture.Written is null) return;
            var line = entry.ToLine();
            capture.Written?.Invoke(line);
            capture.live.Publish(new("log", line));
        }

        private string? Own(object? state, string name) => ours ? Named(state, name) : null;
    }
}
