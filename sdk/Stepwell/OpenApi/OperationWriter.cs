using System.Text.Json.Nodes;
using Stepwell.Catalog;

namespace Stepwell.OpenApi;

/// <summary>Writes one operation.</summary>
internal sealed class OperationWriter(OpenApiSchemas schemas, Func<HandlerDefinition, string?> describe)
{
    private const int LongestSummary = 120;

    /// <summary>The operation of a handler at a route.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="route">The route.</param>
    /// <param name="text">The route as OpenAPI writes it.</param>
    /// <param name="shared">The route whose parameter names the path has.</param>
    /// <param name="id">The operation's id.</param>
    public JsonObject Write(HandlerDefinition handler, RouteDefinition route, RouteText text, RouteText shared, string id)
    {
        var (summary, description) = Describe(handler);
        var parameters = new ParameterWriter(schemas).Write(handler, text, shared);
        var body = new BodyWriter(schemas).Write(handler);
        var retries = handler.AnswerCanBeKept && IsUnsafe(route.Method);
        if (retries) parameters.Add((JsonNode)ParameterWriter.IdempotencyKey());
        return new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray([.. handler.Step.Flows.Select(f => JsonValue.Create(f))]),
            ["summary"] = summary,
            ["description"] = description,
            ["parameters"] = parameters.Count > 0 ? parameters : null,
            ["requestBody"] = body,
            ["responses"] = new ResponseWriter(schemas).Write(handler, binds: handler.Parameters.Count > 0, retries),
        }.WithoutNulls();
    }

    private static bool IsUnsafe(string method) => method is "POST" or "PUT" or "PATCH" or "DELETE";

    private (string? Summary, string? Description) Describe(HandlerDefinition handler)
    {
        var text = describe(handler)?.Trim();
        if (string.IsNullOrEmpty(text)) return (null, null);
        var end = text.IndexOfAny(['\r', '\n']);
        var sentence = text.IndexOf(". ", StringComparison.Ordinal);
        if (sentence >= 0 && (end < 0 || sentence < end)) end = sentence;
        if (end < 0 && text.Length <= LongestSummary) return (text.TrimEnd('.'), null);
        return end is > 0 and <= LongestSummary ? (text[..end].TrimEnd('.'), text) : (null, text);
    }
}
