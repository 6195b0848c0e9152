using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;

namespace Stepwell.Azure.Operators;

/// <summary>Shows stored JSON: sensitive members masked, long ones cut in lists.</summary>
internal sealed class Payloads(StepCatalog catalog, ContractRegistry contracts)
{
    internal const int InList = 32 * 1024;
    internal const int Whole = int.MaxValue;

    /// <summary>The data of an event; masked whole where its topic is no longer part of the app, for nobody knows then what of it is sensitive.</summary>
    internal JsonObject OfEvent(EventEnvelope envelope, int longest)
    {
        var type = envelope.Topic == EventEnvelope.TickTopic ? typeof(CronTick) : catalog.Topic(envelope.Topic)?.Type;
        return type is null
            ? new JsonObject { ["json"] = SensitivePaths.Mask, ["bytes"] = envelope.Data.Length }
            : Of(envelope.Data.Span, contracts.Sensitive(type), longest);
    }

    internal static JsonObject OfValue(byte[] json, string? sensitive, int longest) => Of(json, sensitive is null ? null : SensitivePaths.Parse(sensitive), longest);

    private static JsonObject Of(ReadOnlySpan<byte> json, SensitivePaths? paths, int longest)
    {
        var size = json.Length;
        if (paths is not null) json = paths.Apply(json);
        try
        {
            if (json.Length <= longest) return new JsonObject { ["json"] = JsonNode.Parse(json), ["bytes"] = size };
        }
        catch (JsonException)
        {
            // No JSON: shown as the text it is.
        }
        return new JsonObject { ["text"] = Encoding.UTF8.GetString(json[..Math.Min(json.Length, InList)]), ["bytes"] = size };
    }
}
