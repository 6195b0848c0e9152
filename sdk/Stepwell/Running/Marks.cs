using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Running;

/// <summary>The marks by which effects are once.</summary>
public static class Marks
{
    /// <summary>The mark of a delivery: of its handler and event, whatever the attempt or replay.</summary>
    public static string Key(EventDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Key(delivery.Handler, delivery.Envelope);
    }

    internal static string Key(HandlerDefinition handler, EventEnvelope envelope) => handler.Name + ":" + envelope.Id;

    /// <summary>True where a standing mark makes a commit of this generation a duplicate: only a replay overrides, and only a failed mark.</summary>
    public static bool Blocks(StoredMark standing, CommitMark mark)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(mark);
        return !(standing.Failed && mark.Generation > standing.Generation);
    }

    internal static async ValueTask<bool> StandsAsync(IStepStore store, string home, EventDelivery delivery) =>
        await store.ReadMarkAsync(home, Key(delivery), CancellationToken.None).ConfigureAwait(false) is { } standing
        && Blocks(standing, new(Key(delivery), delivery.Envelope.Generation));
}
