using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Stepwell.Local.Console;

namespace Stepwell.Local.Tests.Console;

/// <summary>What the console shows, entry by entry.</summary>
internal sealed class Transcript : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry<object?>> entries = new();

    public ILogger CreateLogger(string categoryName) => new Logger(entries, categoryName);

    public void Dispose() { }

    /// <summary>The entries that have a text, without their times.</summary>
    internal List<string> With(string text, IServiceProvider services) => With(text, Formatter(services));

    /// <summary>The entries that have a text, without their times; also of an app that has ended.</summary>
    internal List<string> With(string text, ConsoleFormatter formatter) => [.. entries.Select(e => Format(formatter, e)).Where(e => e.Contains(text, StringComparison.Ordinal))];

    internal static ConsoleFormatter Formatter(IServiceProvider services) => services.GetServices<ConsoleFormatter>().OfType<ReadableFormatter>().Single();

    private static string Format(ConsoleFormatter formatter, LogEntry<object?> entry)
    {
        using var writer = new StringWriter();
        formatter.Write(entry, null, writer);
        return writer.ToString()["00:00:00.000 ".Length..].TrimEnd();
    }

    private sealed class Logger(ConcurrentQueue<LogEntry<object?>> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category is not "Stepwell.Banner") entries.Enqueue(new(logLevel, category, eventId, state, exception, (_, _) => formatter(state, exception)));
        }
    }
}
