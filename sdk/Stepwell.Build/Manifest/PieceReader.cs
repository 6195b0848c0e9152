using System.Text.Json;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Manifest;

/// <summary>Reads the pieces of the manifest that the generator wrote.</summary>
internal static class PieceReader
{
    /// <summary>The version of the manifest that is read here.</summary>
    public const int Version = 1;

    /// <exception cref="FormatException">The text is no such piece.</exception>
    public static StepPiece Step(string json) => Read(json, step =>
    {
        var file = Text(step, "file");
        return new StepPiece(Text(step, "name"), Optional(step, "description"), [.. Texts(step, "flows")], file, [.. Items(step, "handlers").Select(h => Handler(h, file))]);
    });

    /// <exception cref="FormatException">The text is no such piece.</exception>
    public static string TopicName(string json) => Read(json, topic => Text(topic, "name"));

    private static HandlerPiece Handler(JsonElement handler, string file)
    {
        var triggers = Items(handler, "triggers").ToList();
        return new HandlerPiece(
            Text(handler, "name"),
            new SourcePlace(file, handler.GetProperty("line").GetInt32()),
            handler.TryGetProperty("ordered", out var ordered) && ordered.GetBoolean(),
            [.. Of(triggers, "api").Select(t => new RoutePiece(Text(t, "method"), Text(t, "route")))],
            [.. Of(triggers, "event").Select(t => Text(t, "topic")), .. Of(triggers, "join").SelectMany(t => Texts(t, "topics"))],
            [.. Of(triggers, "cron").Select(t => new CronPiece(Text(t, "expression"), Optional(t, "timeZone")))],
            [.. Texts(handler, "emits")]);
    }

    private static T Read<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static IEnumerable<JsonElement> Of(IEnumerable<JsonElement> triggers, string kind) => triggers.Where(t => Text(t, "kind") == kind);

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) => of.TryGetProperty(name, out var found) ? found.EnumerateArray() : [];

    private static IEnumerable<string> Texts(JsonElement of, string name) => Items(of, name).Select(i => i.GetString() ?? throw new FormatException($"An item of '{name}' is null."));

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static string? Optional(JsonElement of, string name) => of.TryGetProperty(name, out var found) ? found.GetString() : null;
}
