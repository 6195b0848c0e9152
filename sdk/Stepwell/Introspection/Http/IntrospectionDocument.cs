using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Stepwell.Http;
using Stepwell.OpenApi;

namespace Stepwell.Introspection.Http;

/// <summary>Describes the host's own API as OpenAPI 3.1.</summary>
internal static class IntrospectionDocument
{
    internal static JsonObject Create(IReadOnlyList<Operation> operations, DocumentAbout about)
    {
        var schemas = new IntrospectionSchemas();
        foreach (var type in about.MoreTypes) schemas.Of(type);
        var paths = new JsonObject();
        foreach (var group in operations.GroupBy(o => o.DocumentPath).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var operation in group)
                item[operation.Method.ToLowerInvariant()] = Write(operation, schemas, about);
            paths[group.Key] = item;
        }
        return new JsonObject
        {
            ["openapi"] = OpenApiDocument.Version,
            ["info"] = new JsonObject
            {
                ["title"] = "Stepwell host",
                ["version"] = "1",
                ["description"] = about.Description,
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.ToJson() },
        };
    }

    private static JsonObject Write(Operation operation, IntrospectionSchemas schemas, DocumentAbout about)
    {
        var json = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary };
        if (operation.Description is { } description) json["description"] = description;
        if (operation.Parameters.Count > 0) json["parameters"] = new JsonArray([.. operation.Parameters.Select(Write)]);
        if (operation.Body is { } body)
            json["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.Of(body)) };
        var success = Answer(operation.Status);
        if (operation.Answer is { } answer) success["content"] = Content(operation.MediaType, Schema(operation, answer, schemas));
        var responses = new JsonObject { [Text(operation.Status)] = success };
        foreach (var status in operation.Problems.Append(about.Refusal).Order())
        {
            var problem = Answer(status);
            if (status != about.Refusal || about.RefusalIsProblem) problem["content"] = Content(Problems.MediaType, IntrospectionSchemas.Problem);
            responses[Text(status)] = problem;
        }
        json["responses"] = responses;
        return json;
    }

    private static JsonObject Schema(Operation operation, Type answer, IntrospectionSchemas schemas) => operation.OtherAnswer is { } other
        ? new JsonObject { ["anyOf"] = new JsonArray(schemas.Of(answer), schemas.Of(other)) }
        : schemas.Of(answer);

    private static JsonObject Write(Parameter parameter)
    {
        var schema = IntrospectionSchemas.Plain(parameter.Type);
        if (parameter.Minimum is { } minimum) schema["minimum"] = minimum;
        if (parameter.Maximum is { } maximum) schema["maximum"] = maximum;
        if (parameter.Default is { } value) schema["default"] = JsonValue.Create(value);
        var place = parameter.Place.ToString().ToLowerInvariant();
        return new JsonObject { ["name"] = parameter.Name, ["in"] = place, ["required"] = parameter.Required, ["description"] = parameter.Description, ["schema"] = schema };
    }

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Answer(int status) => new() { ["description"] = ReasonPhrases.GetReasonPhrase(status) };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
