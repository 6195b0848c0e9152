using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Stepwell.Messaging;

/// <summary>The envelope as structured CloudEvents JSON: how it is stored, and how other languages read it.</summary>
public static class EnvelopeJson
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>Writes an envelope.</summary>
    public static byte[] Write(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var buffer = new ArrayBufferWriter<byte>(envelope.Data.Length + 512);
        using var json = new Utf8JsonWriter(buffer, Unchecked);
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, envelope.Id);
        json.WriteString("type"u8, envelope.Topic);
        json.WriteString("source"u8, envelope.Source);
        json.WriteString("time"u8, envelope.Time);
        json.WriteString("swtrace"u8, envelope.TraceId);
        if (envelope.OrderingKey != envelope.TraceId) json.WriteString("swkey"u8, envelope.OrderingKey);
        if (envelope.Due is { } due) json.WriteString("swdue"u8, due);
        if (envelope.To is not null) json.WriteString("swto"u8, envelope.To);
        if (envelope.Generation > 0) json.WriteNumber("swgen"u8, envelope.Generation);
        if (envelope.TraceParent is not null) json.WriteString("traceparent"u8, envelope.TraceParent);
        if (envelope.TraceState is not null) json.WriteString("tracestate"u8, envelope.TraceState);
        json.WritePropertyName("data"u8);
        json.WriteRawValue(envelope.Data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Unknown attributes are passed over.</summary>
    /// <exception cref="JsonException">The text is no envelope.</exception>
    public static EventEnvelope Read(ReadOnlyMemory<byte> utf8)
    {
        string? id = null, topic = null, source = null, trace = null, key = null, to = null, parent = null, state = null;
        DateTimeOffset time = default;
        DateTimeOffset? due = null;
        var generation = 0;
        ReadOnlyMemory<byte>? data = null;
        var json = new Utf8JsonReader(utf8.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("An envelope is a JSON object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id": id = json.GetString(); break;
                case "type": topic = json.GetString(); break;
                case "source": source = json.GetString(); break;
                case "time": time = json.GetDateTimeOffset(); break;
                case "swtrace": trace = json.GetString(); break;
                case "swkey": key = json.GetString(); break;
                case "swdue": due = json.GetDateTimeOffset(); break;
                case "swto": to = json.GetString(); break;
                case "swgen": generation = json.GetInt32(); break;
                case "traceparent": parent = json.GetString(); break;
                case "tracestate": state = json.GetString(); break;
                case "data": data = Slice(utf8, ref json); break;
                default: json.Skip(); break;
            }
        }
        return new EventEnvelope
        {
            Id = id ?? throw Missing("id"),
            Topic = topic ?? throw Missing("type"),
            Source = source ?? throw Missing("source"),
            Time = time,
            TraceId = trace ?? throw Missing("swtrace"),
            Data = data ?? throw Missing("data"),
            OrderingKey = key ?? trace,
            Due = due,
            To = to,
            Generation = generation,
            TraceParent = parent,
            TraceState = state,
        };
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> utf8, ref Utf8JsonReader json)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return utf8[start..(int)json.BytesConsumed];
    }

    private static JsonException Missing(string attribute) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The envelope has no '{attribute}'."));
}
