using System.Globalization;
using Stepwell.Messaging;

namespace Stepwell.Bus;

/// <summary>Makes messages of events.</summary>
internal static class Messages
{
    /// <summary>Structured CloudEvents: the body is the whole envelope, so that a copy needs no more than its properties changed.</summary>
    internal const string ContentType = "application/cloudevents+json";

    /// <summary>What W3C asks of everyone to hand on at least; more of it is given up rather than the event.</summary>
    private const int LongestTraceState = 512;

    /// <summary>An event as it was emitted, or a replay of it.</summary>
    internal static OutgoingMessage Of(EventEnvelope envelope)
    {
        if (envelope.TraceState is { Length: > LongestTraceState }) envelope = envelope with { TraceState = null };
        return Make(envelope, MessageIds.Of(envelope), EnvelopeJson.Write(envelope), envelope.Due, Properties(envelope, envelope.To));
    }

    /// <summary>A copy for one handler.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="body">The body as it was received.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="attempt">The number of the attempt that its first delivery is.</param>
    /// <param name="returns">How often that attempt was given back.</param>
    /// <param name="lost">Why the attempt before was not seen to its end; null for none.</param>
    /// <param name="due">When; null for at once.</param>
    internal static OutgoingMessage Copy(EventEnvelope envelope, ReadOnlyMemory<byte> body, string handler, int attempt, int returns, string? lost, DateTimeOffset? due)
    {
        var properties = Properties(envelope, handler, attempt, returns);
        if (lost is not null) properties[MessageProperties.Lost] = lost;
        return Make(envelope, MessageIds.OfCopy(envelope, handler, attempt, returns), body, due, properties);
    }

    /// <summary>A copy that enters its session, for a handler that is ordered now.</summary>
    internal static OutgoingMessage Entry(EventEnvelope envelope, ReadOnlyMemory<byte> body, string handler, int attempt, int returns, DateTimeOffset? due) =>
        Make(envelope, MessageIds.OfEntry(envelope, handler, attempt, returns), body, due, Properties(envelope, handler, attempt, returns));

    private static OutgoingMessage Make(EventEnvelope envelope, string id, ReadOnlyMemory<byte> body, DateTimeOffset? due, Dictionary<string, object> properties) => new()
    {
        MessageId = id,
        SessionId = MessageIds.Session(envelope.OrderingKey),
        Body = body,
        ContentType = ContentType,
        ScheduledEnqueueTime = due,
        Properties = properties,
    };

    private static Dictionary<string, object> Properties(EventEnvelope envelope, string to, int attempt, int returns)
    {
        var properties = Properties(envelope, to);
        properties[MessageProperties.Attempt] = attempt;
        if (returns > 0) properties[MessageProperties.Returns] = returns;
        return properties;
    }

    private static Dictionary<string, object> Properties(EventEnvelope envelope, string? to)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal) { [MessageProperties.TraceId] = envelope.TraceId };
        if (to is not null) properties[MessageProperties.To] = to;
        if (envelope.TraceParent is not { } parent) return properties;
        properties[MessageProperties.TraceParent] = parent;
        properties[MessageProperties.DiagnosticId] = parent;
        if (envelope.TraceState is { } state) properties[MessageProperties.TraceState] = state;
        return properties;
    }

    /// <summary>Reads a number that a copy carries; whatever integer type the broker made of it.</summary>
    internal static int Number(IReadOnlyDictionary<string, object> properties, string name, int absent) => properties.GetValueOrDefault(name) switch
    {
        int number => number,
        long number => (int)Math.Clamp(number, 0, int.MaxValue),
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => absent,
    };
}
