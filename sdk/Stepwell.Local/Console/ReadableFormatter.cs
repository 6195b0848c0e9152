using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Stepwell.Local.Console;

/// <summary>One line per message: time, level, text; colours where the console has them. Choose another by <c>Logging:Console:FormatterName</c>.</summary>
internal sealed class ReadableFormatter(ReplayHint replay) : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "stepwell";
    private const int StartupFaulted = 11;
    private static readonly bool Colours = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // Why the host cannot start is told once, in words, on standard error.
        if (logEntry is { Category: "Microsoft.Extensions.Hosting.Internal.Host", EventId.Id: StartupFaulted }) return;
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Category is "Stepwell.Banner")
        {
            textWriter.WriteLine(text);
            return;
        }
        textWriter.Write(TimeProvider.System.GetLocalNow().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture));
        var (name, colour) = Level(logEntry.LogLevel);
        if (Colours) textWriter.Write(colour);
        textWriter.Write(name);
        if (Colours) textWriter.Write("\e[0m");
        textWriter.Write(text);
        if (!logEntry.Category.StartsWith("Stepwell.", StringComparison.Ordinal))
        {
            textWriter.Write("  [");
            textWriter.Write(logEntry.Category);
            textWriter.Write(']');
        }
        textWriter.WriteLine();
        if (replay.For(logEntry.State) is { } hint) textWriter.WriteLine("             " + hint);
        if (logEntry.Exception is { } exception) textWriter.WriteLine("             " + exception.ToString().ReplaceLineEndings(Environment.NewLine + "             "));
    }

    private static (string Name, string Colour) Level(LogLevel level) => level switch
    {
        LogLevel.Trace => ("trace ", "\e[90m"),
        LogLevel.Debug => ("debug ", "\e[90m"),
        LogLevel.Information => ("info  ", "\e[32m"),
        LogLevel.Warning => ("warn  ", "\e[33m"),
        LogLevel.Error => ("error ", "\e[31m"),
        _ => ("fatal ", "\e[97;41m"),
    };
}
