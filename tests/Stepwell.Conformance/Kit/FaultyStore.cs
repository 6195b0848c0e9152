using Stepwell.Storage;

namespace Stepwell.Conformance.Kit;

/// <summary>A store whose calls fail before they are made, or whose replies are lost.</summary>
public sealed class FaultyStore(IStepStore inner, StoreFaults faults) : IStepStore
{
    public ValueTask<StoredValue?> ReadAsync(string group, string key, CancellationToken cancellation) =>
        CallAsync(() => inner.ReadAsync(group, key, cancellation), nameof(ReadAsync));

    public ValueTask<IReadOnlyList<StoredEntry>> ListAsync(string group, string prefix, CancellationToken cancellation) =>
        CallAsync(() => inner.ListAsync(group, prefix, cancellation), nameof(ListAsync));

    public ValueTask<bool> GroupExistsAsync(string group, CancellationToken cancellation) =>
        CallAsync(() => inner.GroupExistsAsync(group, cancellation), nameof(GroupExistsAsync));

    public ValueTask<StoredMark?> ReadMarkAsync(string group, string key, CancellationToken cancellation) =>
        CallAsync(() => inner.ReadMarkAsync(group, key, cancellation), nameof(ReadMarkAsync));

    public ValueTask<CommitOutcome> CommitAsync(StepCommit commit, CancellationToken cancellation) =>
        CallAsync(() => inner.CommitAsync(commit, cancellation), nameof(CommitAsync));

    public async ValueTask RelayAsync(StepCommit commit, CancellationToken cancellation) =>
        await CallAsync(() => Done(inner.RelayAsync(commit, cancellation)), nameof(RelayAsync));

    public async ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation) =>
        await CallAsync(() => Done(inner.RelayAsync(group, markKey, cancellation)), nameof(RelayAsync));

    public ValueTask<Reservation?> ReserveAsync(Reservation reservation, CancellationToken cancellation) =>
        CallAsync(() => inner.ReserveAsync(reservation, cancellation), nameof(ReserveAsync));

    public ValueTask<bool> ReplaceReservationAsync(Reservation present, Reservation next, CancellationToken cancellation) =>
        CallAsync(() => inner.ReplaceReservationAsync(present, next, cancellation), nameof(ReplaceReservationAsync));

    public async ValueTask ReleaseReservationAsync(Reservation reservation, CancellationToken cancellation) =>
        await CallAsync(() => Done(inner.ReleaseReservationAsync(reservation, cancellation)), nameof(ReleaseReservationAsync));

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call, string name)
    {
        faults.Check(name, after: false);
        var result = await call();
        faults.Check(name, after: true);
        return result;
    }

    private static async ValueTask<bool> Done(ValueTask call)
    {
        await call;
        return true;
    }
}
