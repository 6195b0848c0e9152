using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Stepwell.Contracts;

namespace Stepwell.Introspection.Http;

/// <summary>A request to the host's own API: its parameters and body, read by the operation's own description.</summary>
/// <param name="http">The request.</param>
/// <param name="operation">What is asked.</param>
public sealed class Question(HttpContext http, Operation operation)
{
    /// <summary>The request.</summary>
    public HttpContext Http => http;

    /// <summary>Fires when the client goes.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>A text; null where it is not given.</summary>
    public string? Text(string name)
    {
        var parameter = operation.Parameters.Single(p => p.Name == name);
        var text = parameter.Place switch
        {
            ParameterPlace.Path => RouteText(name),
            ParameterPlace.Header => One(name, http.Request.Headers[name]),
            _ => One(name, http.Request.Query[name]),
        };
        return text is null && parameter.Required ? throw IntrospectionException.Invalid(name, "It is missing.") : text;
    }

    /// <summary>A text that is not optional.</summary>
    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw IntrospectionException.Invalid(name, "It is empty.");

    /// <summary>A whole number; the default where it is not given.</summary>
    public int Number(string name)
    {
        var parameter = operation.Parameters.Single(p => p.Name == name);
        if (Text(name) is not { } text) return (int)parameter.Default!;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IntrospectionException.Invalid(name, $"'{text}' is no whole number.");
    }

    /// <summary>True or false; false where it is not given.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw IntrospectionException.Invalid(name, $"'{text}' is neither true nor false."),
    };

    /// <summary>The body as any JSON.</summary>
    public async Task<JsonNode?> JsonAsync() => IntrospectionJson.Parse(await BodyAsync().ConfigureAwait(false));

    /// <summary>The body as a record.</summary>
    public async Task<T> BodyAsync<T>() where T : class
    {
        var errors = new ContractErrors();
        var bytes = await BodyAsync().ConfigureAwait(false);
        var body = IntrospectionJson.Contracts.Read<T>(bytes, errors);
        if (errors.IsEmpty) return body!;
        // What nobody can read is told with its line, and not as a value that does not fit.
        _ = IntrospectionJson.Parse(bytes);
        throw new IntrospectionException(IntrospectionError.Invalid, $"The body does not fit. {errors}", errors.ToDictionary());
    }

    private async Task<byte[]> BodyAsync()
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(Aborted).ConfigureAwait(false);
            if (read.Buffer.Length > IntrospectionLimits.BodyBytes)
            {
                // The server must see what is left as its own to drain, or it breaks the connection.
                reader.AdvanceTo(read.Buffer.End);
                throw new IntrospectionException(IntrospectionError.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The body has more than {IntrospectionLimits.BodyBytes:N0} bytes."));
            }
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            return bytes.Length > 0 ? bytes : throw IntrospectionException.Invalid("$", "The request has no body; it needs one of JSON.");
        }
    }

    /// <summary>
    /// A route's last part with its percent signs resolved once. Servers leave %2F as it is and resolve the rest, after which nobody
    /// can tell a/b from a%2Fb from a%252Fb; so it is taken from what the client sent.
    /// </summary>
    private string? RouteText(string name)
    {
        var matched = (string?)http.Request.RouteValues[name];
        if (!operation.Path.EndsWith("{**" + name + "}", StringComparison.Ordinal)) return matched;
        var prefix = Operation.Base + operation.Path[..operation.Path.IndexOf('{', StringComparison.Ordinal)];
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        var start = raw.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? matched : Uri.UnescapeDataString(raw[(start + prefix.Length)..]);
    }

    private static string? One(string name, Microsoft.Extensions.Primitives.StringValues values) => values switch
    {
        [] => null,
        [var one] => one,
        _ => throw IntrospectionException.Invalid(name, "It is given more than once."),
    };
}
