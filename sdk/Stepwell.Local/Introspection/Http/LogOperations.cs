using System.Globalization;
using Stepwell.Introspection.Http;
using Stepwell.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Introspection.Http;

/// <summary>The log of the whole app.</summary>
internal static class LogOperations
{
    internal static IEnumerable<Operation> Of(IIntrospection host) =>
    [
        new("listLogs", "GET", "/logs", "The newest lines of log, oldest first")
        {
            Description = "Lines of attempts and of the host, from a bounded memory of this process. To follow, ask again with `after` set to `last`. What was logged in a trace is with its spans for as long as the trace is kept.",
            Parameters =
            [
                Parameter.Text("after", "The `last` of the answer before: only newer lines."),
                Parameter.Text("level", "Of this level or a higher one: Trace, Debug, Information, Warning, Error, Critical."),
                Parameter.Text("step", "Of this step or handler."),
                Parameter.Text("trace", "Of this trace."),
                Parameter.Text("text", "With this text in message, category, step or exception."),
                Parameter.Count,
            ],
            Answer = typeof(LogPage),
            Problems = [400],
            Run = async q => await host.LogsAsync(Query(q), q.Aborted).ConfigureAwait(false),
        },
    ];

    private static LogQuery Query(Question q) => new()
    {
        After = After(q.Text("after")),
        Level = q.Text("level"),
        Step = q.Text("step"),
        Trace = q.Text("trace"),
        Text = q.Text("text"),
        Count = q.Number("count"),
    };

    private static long After(string? text) =>
        text is null ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw IntrospectionException.Invalid("after", $"'{text}' is no number of a line.");
}
