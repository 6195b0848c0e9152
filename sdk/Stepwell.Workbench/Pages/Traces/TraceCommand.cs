using System.Text;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>The request that started a trace as a command for a shell.</summary>
/// <param name="Text">The command; null where it would not be the request.</param>
/// <param name="Refusal">Why there is no command; null where there is.</param>
internal sealed record TraceCommand(string? Text, string? Refusal = null)
{
    /// <summary>The command that sends what an api attempt was sent; null where that was no request.</summary>
    /// <param name="span">The attempt.</param>
    /// <param name="handler">Its handler; null where the app no longer has it.</param>
    /// <param name="origin">Scheme, host and port of the app.</param>
    internal static TraceCommand? Of(SpanDetail span, HandlerModel? handler, string origin)
    {
        if (span.Request?.Split(' ', 2) is not [var method, var path]) return null;
        if (Takes(handler, "form") || Takes(handler, "file")) return new(null, "Forms and files are not kept with a trace. Fill in the form again under Endpoints.");
        var raw = Takes(handler, "rawBody");
        var command = new CurlCommand(method, origin + path);
        if (span.Input is not { } input) return raw ? new(null, "What was sent as the body is not kept with the trace.") : new(command.ToString());
        if (input.Json is null && Encoding.UTF8.GetByteCount(input.Text ?? "") != input.Bytes)
            return new(null, $"The body had {Format.Bytes(input.Bytes)}, of which only a part is kept as text. Send it as before.");
        command.With("-H", "Content-Type: " + (raw && input.Json is null ? "text/plain; charset=utf-8" : "application/json"));
        return new(command.With("--data-raw", input.Json?.ToJsonString(JsonText.Readable) ?? input.Text!).ToString());
    }

    private static bool Takes(HandlerModel? handler, string from) => handler?.Parameters.Any(p => p.From == from) == true;
}
