using System.Text;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>A request as a command line.</summary>
internal static class Curl
{
    /// <summary>The command that sends what an api attempt was sent; null where that was no request.</summary>
    /// <param name="span">The attempt.</param>
    /// <param name="origin">Scheme, host and port of the app.</param>
    internal static string? Of(SpanDetail span, string origin)
    {
        if (span.Request?.Split(' ', 2) is not [var method, var path]) return null;
        var command = new StringBuilder("curl -i");
        if (method != "GET") command.Append(" -X ").Append(method);
        command.Append(' ').Append(Quoted(origin + path));
        if ((span.Input?.Json?.ToJsonString(JsonTextOptions.Readable) ?? span.Input?.Text) is { } body)
            command.Append(" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw ").Append(Quoted(body));
        return command.ToString();
    }

    /// <summary>As one word of a shell, whatever is in it.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
