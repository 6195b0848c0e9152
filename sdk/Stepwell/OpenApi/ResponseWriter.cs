using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Stepwell.Catalog;

namespace Stepwell.OpenApi;

/// <summary>Writes the responses of an operation: what the handler declares and what the runtime answers by itself.</summary>
internal sealed class ResponseWriter(OpenApiSchemas schemas)
{
    public JsonObject Write(HandlerDefinition handler, bool binds, bool retries)
    {
        var responses = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var group in handler.Responses.GroupBy(r => r.Status))
            responses[group.Key.ToString(CultureInfo.InvariantCulture)] = Declared(group.Key, [.. group]);
        if (!handler.Responses.Any(r => r.Status < 400)) responses["2XX"] = new JsonObject { ["description"] = "The answer." };
        foreach (var (status, description, schema) in Runtime(handler, binds, retries))
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Problem(description, schema));
        return new JsonObject(responses);
    }

    private static IEnumerable<(int Status, string Description, string Schema)> Runtime(HandlerDefinition handler, bool binds, bool retries)
    {
        var hasJsonOrForm = handler.Parameters.Any(p => p.From is BindFrom.Body or BindFrom.Form or BindFrom.File);
        if (binds) yield return (400, "The request is not valid; every wrong field is named.", OpenApiSchemas.ValidationProblem);
        if (handler.Authorize.Count > 0 && !handler.AllowAnonymous)
        {
            yield return (401, "The caller is not known.", OpenApiSchemas.Problem);
            yield return (403, "The caller is not allowed to do this.", OpenApiSchemas.Problem);
        }
        if (handler.HomeGroup == HomeGroupKind.JoinedTrace) yield return (404, "There is no such trace.", OpenApiSchemas.Problem);
        if (retries) yield return (409, "A request with the same Idempotency-Key is still running.", OpenApiSchemas.Problem);
        if (hasJsonOrForm || handler.Parameters.Any(p => p.From == BindFrom.RawBody)) yield return (413, "The body is too large.", OpenApiSchemas.Problem);
        if (hasJsonOrForm) yield return (415, "The body has an unsupported media type.", OpenApiSchemas.Problem);
        if (retries) yield return (422, "The Idempotency-Key was used with another request.", OpenApiSchemas.Problem);
        yield return (500, "The step failed; nothing was changed.", OpenApiSchemas.Problem);
    }

    private JsonObject Declared(int status, List<ResponseDefinition> answers)
    {
        var text = answers.Select(a => a.Description).FirstOrDefault(d => !string.IsNullOrWhiteSpace(d)) ?? Usual(status);
        if (answers.All(a => a is { Type: not null, MediaType: not null })) return Raw(text, answers);
        var types = answers.Select(a => a.Type).OfType<Type>().Distinct().ToList();
        if (types.Count == 0) return status >= 400 ? Problem(text, OpenApiSchemas.Problem) : new JsonObject { ["description"] = text };
        var schema = types.Count == 1 ? schemas.Json(types[0]) : new JsonObject { ["anyOf"] = new JsonArray([.. types.Select(schemas.Json)]) };
        var isProblem = types.All(t => typeof(Microsoft.AspNetCore.Mvc.ProblemDetails).IsAssignableFrom(t));
        return Response(text, isProblem ? "application/problem+json" : "application/json", schema);
    }

    /// <summary>An answer that is no JSON: text, or bytes.</summary>
    private static JsonObject Raw(string text, List<ResponseDefinition> answers)
    {
        var content = new JsonObject();
        foreach (var answer in answers)
            content[answer.MediaType!] = new JsonObject { ["schema"] = answer.Type == typeof(string) ? new JsonObject { ["type"] = "string" } : [] };
        return new JsonObject { ["description"] = text, ["content"] = content };
    }

    private static JsonObject Problem(string description, string schema) =>
        Response(description, "application/problem+json", OpenApiSchemas.Reference(schema));

    private static JsonObject Response(string description, string mediaType, JsonObject schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } },
    };

    private static string Usual(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase + "." : "The answer.";
}
