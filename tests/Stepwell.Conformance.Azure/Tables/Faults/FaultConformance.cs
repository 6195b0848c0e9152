using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Tables.Faults;

/// <summary>Whatever call fails, and whether its reply or the call itself is lost: in the end every effect is there once, or none is.</summary>
public abstract partial class FaultConformance
{
    private const string Home = "home/ü";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(3);
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gives the service that faults are put before.</summary>
    protected abstract Task<ITableService> GetAsync();

    /// <summary>Does something again and again, each time with a fault at another call, until it ends without reaching the fault.</summary>
    /// <param name="act">What is done, with a store whose calls go through the plan.</param>
    /// <param name="verify">What must hold then; whether the fault broke it off.</param>
    /// <param name="setup">What is there before.</param>
    /// <param name="options">Settings.</param>
    /// <param name="fault">Makes what happens at a call; failures where it is left out.</param>
    private async Task AtEveryCallAsync(
        Func<TableStoreUnderTest, TableStore, Task> act, Func<TableStoreUnderTest, bool, Task> verify, Func<TableStoreUnderTest, Task>? setup = null,
        StepwellOptions? options = null, Func<TableStoreUnderTest, int, bool, CallPlan>? fault = null)
    {
        fault ??= static (_, number, after) => CallPlan.Fail(number, after);
        foreach (var after in (bool[])[false, true])
        {
            for (var number = 1; ; number++)
            {
                await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), options);
                if (setup is not null) await setup(under);
                var plan = fault(under, number, after);
                var broken = false;
                try
                {
                    await act(under, under.Another(new PlannedTables(under.Service, plan), new PlannedSender(under.Sender, plan)));
                }
                catch (Exception e) when (e is IOException or AggregateException { InnerException: IOException })
                {
                    broken = true;
                }
                await verify(under, broken);
                if (plan.Happened) continue;
                Assert.True(number > 3, $"Only {number - 1} calls were made.");
                break;
            }
        }
    }

    private static async Task SweepAsync(TableStoreUnderTest under)
    {
        under.Time.AdvanceTo(under.Time.GetUtcNow() + Later);
        await new OutboxSweep(under.Another()).SweepAsync(None);
    }

    private static async Task<T> InsistAsync<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (IOException)
        {
            return await call();
        }
    }

    private static async Task InsistAsync(Func<ValueTask> call) => await InsistAsync(async () =>
    {
        await call();
        return true;
    });

    /// <summary>A commit with an effect of every kind; <paramref name="value"/> tells whose they are.</summary>
    private static StepCommit Everything(string value, EventDelivery? delivery = null, string mark = "Call:one", DeadLetter? letter = null) => new()
    {
        Id = TraceIds.NewSpan(), HomeGroup = Home, TraceId = Home, Handler = "Call", At = Now, Mark = new(mark, Failed: letter is not null), Delivery = delivery, DeadLetter = letter,
        Changes = [new("k", Json(value)), new("missing", null), new("absent", null, new StateGuard(true, null))],
        OtherChanges = [new("o1", "k", Json(value)), new("o2", "k", Json(value)), new("o2", "missing", null), new("o2", "gone", null)],
        Events = [Event(value), Event(value)],
    };

    private static EventEnvelope Event(string value) => new()
    {
        Id = TraceIds.New(), Topic = "ping", Source = value, Time = Now, TraceId = Home, Data = "{\"text\":\"a\"}"u8.ToArray(), OrderingKey = Home,
    };

    private static byte[] Json(string value) => Encoding.UTF8.GetBytes($"\"{value}\"");

    private static async Task<string?> ReadAsync(TableStoreUnderTest under, string group, string key) =>
        await under.Store.ReadAsync(group, key, None) is { } value ? Encoding.UTF8.GetString(value.Json).Trim('"') : null;

    /// <summary>All effects of one commit, once; and nothing left to do.</summary>
    private static async Task AssertDoneAsync(TableStoreUnderTest under, string value)
    {
        Assert.Equal((value, value, value, null), (await ReadAsync(under, Home, "k"), await ReadAsync(under, "o1", "k"), await ReadAsync(under, "o2", "k"), await ReadAsync(under, "o2", "gone")));
        Assert.Equal(2, under.Sent.Select(s => s.Envelope.Id).Distinct().Count());
        Assert.All(under.Sent, s => Assert.Equal(value, s.Envelope.Source));
        await AssertNothingLeftAsync(under);
    }

    private static async Task AssertNoneAsync(TableStoreUnderTest under)
    {
        Assert.Equal((null, null, null, "before"), (await ReadAsync(under, Home, "k"), await ReadAsync(under, "o1", "k"), await ReadAsync(under, "o2", "k"), await ReadAsync(under, "o2", "gone")));
        Assert.Empty(under.Sent);
        await AssertNothingLeftAsync(under);
    }

    private static async Task AssertNothingLeftAsync(TableStoreUnderTest under)
    {
        Assert.Empty(await RowsAsync(under, "Pending"));
        Assert.DoesNotContain(await RowsAsync(under, "State"), r => r.RowKey.StartsWith('u') && !r.Properties.ContainsKey("Void"));
    }

    private static async Task<List<TableRow>> RowsAsync(TableStoreUnderTest under, string table) =>
        await new StoreTables(under.Service, under.Prefix).ListAsync(under.Prefix + table, new TableQuery(), None);

    private static async Task WriteOthersAsync(TableStoreUnderTest under) => await under.Admin.WriteEntryAsync("o2", "gone", Json("before"), null, None);
}
