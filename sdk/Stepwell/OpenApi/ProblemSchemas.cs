using System.Text.Json.Nodes;

namespace Stepwell.OpenApi;

/// <summary>What errors look like (RFC 9457), with the trace's id.</summary>
internal static class ProblemSchemas
{
    public static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["description"] = "What went wrong (RFC 9457).",
        ["properties"] = new JsonObject
        {
            ["type"] = Text("A URI that names the kind of problem."),
            ["title"] = Text("The kind of problem, for people."),
            ["status"] = new JsonObject { ["type"] = new JsonArray("integer", "null"), ["format"] = "int32", ["description"] = "The HTTP status." },
            ["detail"] = Text("What happened this time, for people."),
            ["instance"] = Text("A URI that names this occurrence."),
            ["traceId"] = Text("The trace to look at."),
        },
    };

    public static JsonObject Validation(string problem) => new()
    {
        ["description"] = "What is wrong with a request, by JSON path, parameter or header.",
        ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = problem }),
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = new JsonArray("string", "null"), ["description"] = description };
}
