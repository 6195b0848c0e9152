using System.Globalization;
using System.Text;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Bus;

/// <summary>The ids of messages and sessions.</summary>
/// <remarks>
/// The broker drops a message whose id it saw within its duplicate window. That may only save work, never lose any: so two
/// messages have the same id only where one of them is enough. Marks, which are made of the event's id alone, are the guarantee.
/// </remarks>
public static class MessageIds
{
    private const int Longest = 128;

    /// <summary>The id of an event on its way to all subscribers, or to the one of a tick: <c>event</c>; of a replay <c>event:step:rN</c>.</summary>
    public static string Of(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return envelope is { Generation: > 0, To: { } to } ? Bounded($"{Base(envelope)}:{to}:r{Text(envelope.Generation)}") : Bounded(Base(envelope));
    }

    /// <summary>The id of a copy for one handler: <c>event:step:aN</c>, with the replay before it and the number of returns after it.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="attempt">The attempt that it is for.</param>
    /// <param name="returns">How often that attempt was given back.</param>
    public static string OfCopy(EventEnvelope envelope, string handler, int attempt, int returns)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var returned = returns > 0 ? "." + Text(returns) : "";
        return Bounded($"{Base(envelope)}:{handler}:{Replay(envelope)}a{Text(attempt)}{returned}");
    }

    /// <summary>The id of a copy that enters its session, because the handler is ordered now: <c>event:step:sN.returns</c>, after the message in whose place it comes.</summary>
    /// <remarks>Unlike any that <see cref="OfCopy"/> makes: the handler had such copies before it was ordered.</remarks>
    /// <param name="envelope">The event.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="attempt">The attempt that the message in its place is for.</param>
    /// <param name="returns">How often that attempt was given back, this time included.</param>
    internal static string OfEntry(EventEnvelope envelope, string handler, int attempt, int returns)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Bounded($"{Base(envelope)}:{handler}:{Replay(envelope)}s{Text(attempt)}.{Text(returns)}");
    }

    /// <summary>The session of an ordering key: a hash, so that any key will do.</summary>
    public static string Session(string orderingKey) => TraceIds.Of(orderingKey);

    /// <summary>True where the id was not made for this one event: an author chose it, it is a tick's, or it is not ours.</summary>
    internal static bool MayComeTwice(EventEnvelope envelope) => !TraceIds.IsValid(envelope.Id);

    /// <summary>
    /// The event's id. Where an author chose it, what was emitted belongs to it: the same id may come again for another home
    /// group, where it takes effect of its own. A tick is the same wherever it is made.
    /// </summary>
    private static string Base(EventEnvelope envelope) =>
        envelope.Source == EventEnvelope.Schedule || !MayComeTwice(envelope) ? envelope.Id : envelope.Id + "-" + Fingerprint(envelope);

    private static string Replay(EventEnvelope envelope) => envelope.Generation > 0 ? "r" + Text(envelope.Generation) : "";

    private static string Fingerprint(EventEnvelope envelope)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{envelope.TraceId}\n{envelope.Source}\n{envelope.Time.UtcTicks}\n{envelope.OrderingKey}\n");
        return TraceIds.Of(text + Encoding.UTF8.GetString(envelope.Data.Span))[..16];
    }

    private static string Bounded(string id) => id.Length <= Longest ? id : TraceIds.Of(id);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
