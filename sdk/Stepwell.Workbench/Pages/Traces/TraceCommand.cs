using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>Writes the request that started a trace as a command for a shell.</summary>
internal static class TraceCommand
{
    /// <summary>The command that sends what an api attempt was sent; null where that was no request.</summary>
    /// <param name="span">The attempt.</param>
    /// <param name="origin">Scheme, host and port of the app.</param>
    internal static string? Of(SpanDetail span, string origin)
    {
        if (span.Request?.Split(' ', 2) is not [var method, var path]) return null;
        var command = new CurlCommand(method, origin + path);
        if ((span.Input?.Json?.ToJsonString(JsonText.Readable) ?? span.Input?.Text) is { } body)
            command.With("-H", "Content-Type: application/json").With("--data-raw", body);
        return command.ToString();
    }
}
