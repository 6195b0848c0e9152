using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

/// <summary>An empty store that knows the steps of <see cref="Steps.ConformanceApp"/>.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    IStepStore Store { get; }

    IStepStoreAdmin Admin { get; }

    /// <summary>Every event that left the store so far: one per subscriber, in order.</summary>
    IReadOnlyList<(string Handler, EventEnvelope Envelope)> Sent { get; }

    /// <summary>Waits until what was committed has left.</summary>
    Task SettleAsync();
}
