using Stepwell.Messaging;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>What happens at some of the calls that a store makes to its tables and its sender.</summary>
/// <param name="when">Whether it happens, by the number of the call, from 1, and by whether that is after the call or before it.</param>
/// <param name="act">What happens.</param>
internal sealed class CallPlan(Func<int, bool, bool> when, Func<Task> act)
{
    private int calls;

    /// <summary>What happens at one call.</summary>
    /// <param name="number">Which call, from 1.</param>
    /// <param name="after">Whether it happens after the call, or before it.</param>
    /// <param name="act">What happens.</param>
    internal CallPlan(int number, bool after, Func<Task> act)
        : this((call, isAfter) => call == number && isAfter == after, act) { }

    /// <summary>True once it has happened.</summary>
    internal bool Happened { get; private set; }

    /// <summary>The n-th call fails: before it is made, or so that its reply is lost.</summary>
    internal static CallPlan Fail(int number, bool after) => new(number, after, () => throw new IOException($"Injected {(after ? "after" : "before")} call {number}."));

    /// <summary>Calls fail at random, the same for the same seed and order of calls.</summary>
    internal static CallPlan AtRandom(int seed, double probability)
    {
        var (random, gate) = (new Random(seed), new Lock());
        return new((_, _) =>
        {
            lock (gate) return random.NextDouble() < probability;
        }, () => throw new IOException($"Injected at random (seed {seed})."));
    }

    internal async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        var number = Interlocked.Increment(ref calls);
        if (when(number, false)) await HappenAsync();
        var result = await call();
        if (when(number, true)) await HappenAsync();
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
