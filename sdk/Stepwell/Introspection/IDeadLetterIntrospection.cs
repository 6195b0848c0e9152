using System.Text.Json.Nodes;

namespace Stepwell.Introspection;

/// <summary>What people and tools may ask about dead letters, and do to them by hand, on every host.</summary>
/// <remarks>What is sensitive is always masked. Whatever is refused throws an <see cref="IntrospectionException"/>.</remarks>
public interface IDeadLetterIntrospection
{
    /// <summary>Dead letters, newest first; long data is cut.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<Page<DeadLetterInfo>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation = default);

    /// <summary>How many dead letters each handler has. Reads none of them, so it may be asked often.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<DeadLetterCounts> DeadLetterCountsAsync(CancellationToken cancellation = default);

    /// <summary>One dead letter, its data whole.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<DeadLetterInfo> DeadLetterAsync(string id, CancellationToken cancellation = default);

    /// <summary>Gives a dead letter other data, which must fit the topic's record. Where it still holds the mask, what is stored there stays.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="data">The data.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The dead letter as it is now.</returns>
    Task<DeadLetterInfo> EditDeadLetterAsync(string id, JsonNode? data, CancellationToken cancellation = default);

    /// <summary>Sends dead letters to their handlers again.</summary>
    /// <param name="ids">Their ids, 1 to <see cref="IntrospectionLimits.MaxCount"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What became of each.</returns>
    Task<IReadOnlyList<DeadLetterOutcome>> ReplayAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default);

    /// <summary>Removes dead letters.</summary>
    /// <param name="ids">Their ids, 1 to <see cref="IntrospectionLimits.MaxCount"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What became of each.</returns>
    Task<IReadOnlyList<DeadLetterOutcome>> DiscardAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default);
}
