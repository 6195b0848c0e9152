using Stepwell.Messaging;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>What happens at the n-th call that a store makes to its tables and its sender.</summary>
/// <param name="number">Which call, from 1.</param>
/// <param name="after">Whether it happens after the call, or before it.</param>
/// <param name="act">What happens.</param>
internal sealed class CallPlan(int number, bool after, Func<Task> act)
{
    private int calls;

    /// <summary>True once it has happened.</summary>
    internal bool Happened { get; private set; }

    /// <summary>The n-th call fails: before it is made, or so that its reply is lost.</summary>
    internal static CallPlan Fail(int number, bool after) => new(number, after, () => throw new IOException($"Injected {(after ? "after" : "before")} call {number}."));

    internal async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        var mine = Interlocked.Increment(ref calls) == number;
        if (mine && !after) await HappenAsync();
        var result = await call();
        if (mine && after) await HappenAsync();
        return result;
    }

    private Task HappenAsync()
    {
        Happened = true;
        return act();
    }
}

/// <summary>Tables whose calls go through a plan.</summary>
internal sealed class PlannedTables(ITableService inner, CallPlan plan) : ITableService
{
    public async ValueTask CreateTableAsync(string table, CancellationToken cancellation) => await inner.CreateTableAsync(table, cancellation);

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        plan.CallAsync(() => inner.ReadAsync(table, partitionKey, rowKey, select, cancellation));

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
        plan.CallAsync(() => inner.QueryAsync(table, query, continuation, cancellation));

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
        plan.CallAsync(() => inner.SubmitAsync(table, partitionKey, operations, cancellation));
}

/// <summary>A sender whose calls go through a plan.</summary>
internal sealed class PlannedSender(IEventSender inner, CallPlan plan) : IEventSender
{
    public async ValueTask SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellation) => await plan.CallAsync(async () =>
    {
        await inner.SendAsync(events, cancellation);
        return true;
    });
}
