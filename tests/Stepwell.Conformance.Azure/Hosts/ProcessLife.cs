using Stepwell.Bus;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>The life of one process. Once it was killed, no call of its code leaves it any more, and none returns.</summary>
internal sealed class ProcessLife
{
    private readonly TaskCompletionSource never = new();
    private volatile bool dead;
    private int points = int.MaxValue;

    internal bool IsDead => dead;

    internal void Kill() => dead = true;

    /// <summary>Kills it at a point: each call that leaves it has one before and one after it took effect.</summary>
    /// <param name="after">How many points it still passes.</param>
    internal void KillAfter(int after) => Volatile.Write(ref points, after);

    internal async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        await PassAsync();
        var result = await call();
        await PassAsync();
        return result;
    }

    private Task PassAsync()
    {
        if (Volatile.Read(ref points) != int.MaxValue && Interlocked.Decrement(ref points) < 0) dead = true;
        return dead ? never.Task : Task.CompletedTask;
    }

    internal async ValueTask CallAsync(Func<ValueTask> call) => await CallAsync(async () =>
    {
        await call();
        return true;
    });
}

/// <summary>The broker as one process reaches it.</summary>
internal sealed class ProcessSender(IMessageSender broker, ProcessLife life) : IMessageSender
{
    public ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) =>
        life.CallAsync(() => broker.SendAsync(topic, messages, cancellation));
}

/// <summary>A message as one process may settle it.</summary>
internal sealed class ProcessSettlement(IMessageSettlement inner, ProcessLife life) : IMessageSettlement
{
    public bool HoldsSession => inner.HoldsSession;

    public ValueTask CompleteAsync(CancellationToken cancellation) => life.CallAsync(() => inner.CompleteAsync(cancellation));

    public ValueTask AbandonAsync(CancellationToken cancellation) => life.CallAsync(() => inner.AbandonAsync(cancellation));

    public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation) => life.CallAsync(() => inner.DeadLetterAsync(reason, description, cancellation));

    public ValueTask RenewLockAsync(CancellationToken cancellation) => life.CallAsync(() => inner.RenewLockAsync(cancellation));

    public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => life.CallAsync(() => inner.ReleaseSessionAsync(cancellation));
}

/// <summary>The tables as one process reaches them.</summary>
internal sealed class ProcessTables(ITableService inner, ProcessLife life) : ITableService
{
    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => life.CallAsync(() => inner.CreateTableAsync(table, cancellation));

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        life.CallAsync(() => inner.ReadAsync(table, partitionKey, rowKey, select, cancellation));

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
        life.CallAsync(() => inner.QueryAsync(table, query, continuation, cancellation));

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
        life.CallAsync(() => inner.SubmitAsync(table, partitionKey, operations, cancellation));
}
