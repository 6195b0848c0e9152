using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Local.Queues;
using Stepwell.Local.Sqlite;
using Stepwell.Messaging;
using Stepwell.Scheduling;

namespace Stepwell.Local.Scheduling;

/// <summary>Sends ticks when their time has come. The last tick is remembered in the transaction that sends it.</summary>
internal sealed partial class Scheduler : IDisposable
{
    private static readonly TimeSpan WriteAgain = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly SqliteStore store;
    private readonly ContractRegistry contracts;
    private readonly TimeProvider time;
    private readonly Workload workload;
    private readonly ILogger log;
    private readonly WakeUp wakeUp;
    private readonly List<Plan> plans = [];
    private bool stopped;

    private sealed class Plan(HandlerDefinition handler, CronDefinition cron)
    {
        internal HandlerDefinition Handler { get; } = handler;

        internal CronDefinition Cron { get; } = cron;

        /// <summary>Read when it is needed: the checks at the start tell first what is wrong with it, and with what else.</summary>
        internal CronSchedule Schedule => field ??= CronSchedule.Parse(Cron.Expression, Cron.TimeZone);

        internal DateTimeOffset? Next { get; set; }

        /// <summary>The latest tick that waits behind one that cannot be written now; null for none.</summary>
        internal DateTimeOffset? Behind { get; set; }

        /// <summary>True while a tick cannot be written and is tried again.</summary>
        internal bool Failing { get; set; }
    }

    internal Scheduler(StepCatalog catalog, SqliteStore store, ContractRegistry contracts, TimeProvider time, Workload workload, ILogger<Scheduler> log)
    {
        this.store = store;
        this.contracts = contracts;
        this.time = time;
        this.workload = workload;
        this.log = log;
        wakeUp = new WakeUp(time, OnWake);
        foreach (var handler in catalog.Handlers)
            foreach (var cron in handler.Crons)
                plans.Add(new Plan(handler, cron));
    }

    /// <summary>Takes up the schedules. Of the ticks missed since the last one, the latest is sent.</summary>
    internal async Task StartAsync()
    {
        var now = time.GetUtcNow();
        var last = await store.Writer.AddAsync(db => plans.ConvertAll(p => LastOf(db, p, now))).ConfigureAwait(false);
        for (var i = 0; i < plans.Count; i++)
        {
            var plan = plans[i];
            if (last[i] > now)
            {
                LogAhead(log, plan.Handler.Name, last[i]);
                last[i] = now;
            }
            if (plan.Schedule.Latest(last[i], now) is { } missed) await SendAsync(plan, missed).ConfigureAwait(false);
            plan.Next = plan.Schedule.Next(now);
        }
        lock (gate) SetWakeUp();
    }

    /// <summary>When a handler's next tick is; null for none.</summary>
    internal DateTimeOffset? NextOf(HandlerDefinition handler)
    {
        lock (gate) return plans.Where(p => p.Handler == handler).Min(p => p.Next);
    }

    /// <summary>Fires a tick by hand.</summary>
    /// <returns>Its trace; null where the queue is full.</returns>
    internal async Task<EventEnvelope?> FireAsync(HandlerDefinition handler)
    {
        var tick = Ticks.ByHand(handler, handler.Crons[0], time.GetUtcNow(), contracts);
        return await store.SendAsync([tick]).ConfigureAwait(false) ? tick : null;
    }

    public void Dispose()
    {
        lock (gate) stopped = true;
        wakeUp.Dispose();
    }

    private void OnWake()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (stopped) return;
            foreach (var plan in plans)
            {
                if (plan.Next is not { } due || due > now) continue;
                // After a sleep of the machine several may have passed: the latest runs.
                var tick = plan.Schedule.Latest(due, now) ?? due;
                plan.Next = plan.Schedule.Next(now);
                if (plan.Failing)
                {
                    // What could not be sent for so long collapses, as what was missed while nothing ran does.
                    plan.Behind = tick;
                    continue;
                }
                workload.Add("");
                _ = SendThenRemoveAsync(plan, tick);
            }
            SetWakeUp();
        }
    }

    private void SetWakeUp()
    {
        foreach (var plan in plans)
            if (plan.Next is { } next)
                wakeUp.At(Times.Due(next));
    }

    private async Task SendThenRemoveAsync(Plan plan, DateTimeOffset tick)
    {
        await SendAsync(plan, tick).ConfigureAwait(false);
        workload.Remove("");
    }

    private async Task SendAsync(Plan plan, DateTimeOffset occurrence)
    {
        while (true)
        {
            try
            {
                await store.TickAsync(Ticks.Name(plan.Handler, plan.Cron), occurrence, Ticks.Scheduled(plan.Handler, plan.Cron, occurrence, time.GetUtcNow(), contracts)).ConfigureAwait(false);
                lock (gate)
                {
                    plan.Failing = false;
                    if (plan.Behind is not { } behind) return;
                    (occurrence, plan.Behind) = (behind, null);
                }
            }
            catch (ObjectDisposedException)
            {
                // The host stops. The tick is not remembered as sent, so the next start makes it good.
                return;
            }
            catch (Exception e)
            {
                LogNotSent(log, e, plan.Handler.Name);
                lock (gate) plan.Failing = true;
                await Task.Delay(WriteAgain, time).ConfigureAwait(false);
                lock (gate) (occurrence, plan.Behind) = (plan.Behind ?? occurrence, null);
            }
        }
    }

    /// <summary>When a schedule was last sent. One that is new counts from now; so does one whose last tick was sent by a clock that was ahead: it would be silent until then.</summary>
    private static DateTimeOffset LastOf(Database db, Plan plan, DateTimeOffset now)
    {
        var name = Ticks.Name(plan.Handler, plan.Cron);
        db["INSERT INTO crons(name, last) VALUES(?, ?) ON CONFLICT(name) DO NOTHING"].Bind(name).Bind(Times.Of(now)).Run();
        var row = db["SELECT last FROM crons WHERE name = ?"].Bind(name);
        row.Read();
        var last = Times.From(row.Long(0));
        row.Reset();
        if (last > now) db["UPDATE crons SET last = ? WHERE name = ?"].Bind(Times.Of(now)).Bind(name).Run();
        return last;
    }

    [LoggerMessage(2, LogLevel.Warning, "{Handler} was last sent at {Last:O}, which is still to come: the clock was ahead then. Its schedule goes on from now")]
    private static partial void LogAhead(ILogger log, string handler, DateTimeOffset last);

    [LoggerMessage(1, LogLevel.Error, "The tick of {Handler} could not be written; it is tried again")]
    private static partial void LogNotSent(ILogger log, Exception exception, string handler);
}
