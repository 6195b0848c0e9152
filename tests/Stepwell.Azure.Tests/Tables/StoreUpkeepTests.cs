using System.Text.Json;
using Stepwell.Azure.Tables;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Scheduling;
using Stepwell.Storage;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>What the one timer does for the store.</summary>
public sealed class StoreUpkeepTests
{
    [Fact]
    public async Task Upkeep_WhileACommitCannotBeRelayed_ForgetsWhatIsOverAllTheSame()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        var store = under.Another(sender: new NoBroker());
        await store.CommitAsync(Commit("old", under.Time.GetUtcNow(), []), CancellationToken.None);
        under.Time.AdvanceTo(under.Time.GetUtcNow() + under.Options.MarkRetention + TimeSpan.FromHours(2));
        await store.CommitAsync(Commit("stuck", under.Time.GetUtcNow(), [Event("stuck", under.Time.GetUtcNow())]), CancellationToken.None);
        under.Time.AdvanceTo(under.Time.GetUtcNow() + TimeSpan.FromMinutes(10));
        using var upkeep = new StoreUpkeep(new OutboxSweep(store), Timer(under), new TableUpkeep(store), under.Time);

        await Assert.ThrowsAsync<AggregateException>(() => upkeep.RunAsync(CancellationToken.None));

        Assert.Null(await store.ReadMarkAsync("old", "m", CancellationToken.None));
        Assert.NotNull(await store.ReadMarkAsync("stuck", "m", CancellationToken.None));
    }

    [Fact]
    public async Task Upkeep_WhileForgettingTakesLong_SweepsTheOutboxAllTheSame()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        await under.Store.CommitAsync(Commit("old", under.Time.GetUtcNow(), []), CancellationToken.None);
        under.Time.AdvanceTo(under.Time.GetUtcNow() + under.Options.MarkRetention + TimeSpan.FromHours(2));
        var held = new HeldTables(under.Service, under.Prefix + "State");
        using var upkeep = new StoreUpkeep(new OutboxSweep(under.Tables), Timer(under), new TableUpkeep(under.Another(held)), under.Time);
        var running = upkeep.RunAsync(CancellationToken.None);
        await held.Reached;

        await under.Store.CommitAsync(Commit("left", under.Time.GetUtcNow(), [Event("left", under.Time.GetUtcNow())]), CancellationToken.None);

        await Eventually.HoldsAsync(() =>
        {
            under.Time.AdvanceTo(under.Time.GetUtcNow() + TimeSpan.FromMinutes(1));
            return under.Sent.Count == 1;
        }, "the commit was swept");
        Assert.False(running.IsCompleted);
        held.Release();
        await running;
        Assert.Null(await under.Store.ReadMarkAsync("old", "m", CancellationToken.None));
    }

    [Fact]
    public async Task Upkeep_AfterATickThatItsTimerDidNotSend_SendsIt()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        using var upkeep = new StoreUpkeep(new OutboxSweep(under.Tables), Timer(under), new TableUpkeep(under.Tables), under.Time);
        await upkeep.RunAsync(CancellationToken.None);
        Assert.Empty(under.Sent);

        under.Time.AdvanceTo(under.Time.GetUtcNow() + TimeSpan.FromMinutes(31));
        await upkeep.RunAsync(CancellationToken.None);
        await upkeep.RunAsync(CancellationToken.None);

        var (handler, tick) = Assert.Single(under.Sent);
        Assert.Equal((nameof(Hourly), EventEnvelope.TickTopic), (handler, tick.Topic));
    }

    private static TickTimer Timer(TableStoreUnderTest under)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(json);
        return new(TableStoreUnderTest.Catalog, under.Store, under.Sender, new ContractRegistry(json), under.Time);
    }

    private static EventEnvelope Event(string trace, DateTimeOffset at) => new()
    {
        Id = "e", Topic = "ping", Source = "Test", Time = at, TraceId = trace, Data = "{}"u8.ToArray(), OrderingKey = "k",
    };

    private static StepCommit Commit(string group, DateTimeOffset at, IReadOnlyList<EventEnvelope> events) => new()
    {
        Id = "c-" + group, HomeGroup = group, TraceId = group, Handler = "Test", At = at, Mark = new("m"), Events = events,
    };

    private sealed class NoBroker : IEventSender
    {
        public ValueTask SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellation) => throw new IOException("There is no broker.");
    }
}
