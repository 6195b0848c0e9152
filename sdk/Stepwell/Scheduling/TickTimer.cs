using System.Collections.Concurrent;
using System.Globalization;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Scheduling;

/// <summary>Sends the ticks that are due, for hosts whose timers only say that time has come.</summary>
/// <remarks>
/// Such a timer names no occurrence, fires once after any number of missed ones, and knows no time zone. So the occurrence is computed here,
/// from the last one that was sent. It is remembered after it was sent: what is sent twice has the same id and runs once.
/// Nor does such a timer fire again before its next time when it failed: hence <see cref="SendMissedAsync"/>.
/// </remarks>
public sealed class TickTimer(StepCatalog catalog, IStepStore store, IEventSender sender, ContractRegistry contracts, TimeProvider time)
{
    /// <summary>How long before its first call a schedule may have been due, so that the tick which started its timer runs and none before the app was there.</summary>
    internal static readonly TimeSpan New = TimeSpan.FromMinutes(2);

    /// <summary>How long a tick is left to its own timer: longer than that mostly takes, lest each tick be sent twice.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private const int AtOnce = 16;

    /// <summary>How early a timer may fire.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    /// <summary>How long after its next tick a schedule that is asked for no more is forgotten.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    private readonly ConcurrentDictionary<CronDefinition, CronSchedule> schedules = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> known = new(StringComparer.Ordinal);

    /// <summary>When this process was first asked; a schedule that is new then and due while the store is out of reach is not missed.</summary>
    private readonly Lazy<DateTimeOffset> since = new(time.GetUtcNow);

    /// <summary>Sends the latest tick that is due and was not sent yet; does nothing where there is none. May be called at any time, from any number of instances.</summary>
    /// <param name="handler">The handler's name.</param>
    /// <param name="trigger">Which of its schedules, from 0.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task SendDueAsync(string handler, int trigger, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (catalog.Handler(handler) is not { } definition || trigger < 0 || trigger >= definition.Crons.Count)
            throw new ArgumentException($"There is no schedule {trigger} of '{handler}' in this app. Build the functions project again: it was built from other steps.", nameof(handler));
        await SendAsync(definition, definition.Crons[trigger], time.GetUtcNow(), Early, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends, of every schedule, the latest tick that its own timer should have sent a minute ago and could not. A host calls it by a timer, every minute.</summary>
    /// <remarks>The store is asked of those schedules only that had a tick since this process asked last.</remarks>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="AggregateException">Some failed; they are tried again the next time, and do not keep the others back.</exception>
    public async Task SendMissedAsync(CancellationToken cancellation)
    {
        var failures = new ConcurrentQueue<Exception>();
        var all = catalog.Handlers.SelectMany(static h => h.Crons, static (handler, cron) => (Handler: handler, Cron: cron));
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, _) =>
        {
            try
            {
                await SendAsync(one.Handler, one.Cron, time.GetUtcNow() - Grace, TimeSpan.Zero, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures.Enqueue(e);
            }
        }).ConfigureAwait(false);
        if (!failures.IsEmpty) throw new AggregateException($"The ticks of {failures.Count} schedules could not be sent. They are tried again.", failures);
    }

    private async Task SendAsync(HandlerDefinition definition, CronDefinition cron, DateTimeOffset now, TimeSpan early, CancellationToken cancellation)
    {
        var schedule = schedules.GetOrAdd(cron, static c => CronSchedule.Parse(c.Expression, c.TimeZone));
        var name = Ticks.Name(definition, cron);
        // A timer that fires more often than the schedule, because of its time zone, finds nothing due most of the time.
        if (known.TryGetValue(name, out var sent) && DueBy(schedule, sent, now, early).Count == 0) return;
        var made = Last(name, schedule, since.Value - New);
        var standing = await store.ReserveAsync(made, cancellation).ConfigureAwait(false) ?? made;
        known[name] = standing.LeaseUntil;
        var due = DueBy(schedule, standing.LeaseUntil, now, early);
        if (due.Count == 0) return;
        await sender.SendAsync(due.ConvertAll(at => Ticks.Scheduled(definition, cron, at, time.GetUtcNow(), contracts) with { Due = at > now ? at : null }), cancellation).ConfigureAwait(false);
        // Where another instance was faster, it remembered the same.
        await store.ReplaceReservationAsync(standing, Last(name, schedule, due[^1]), cancellation).ConfigureAwait(false);
        known[name] = due[^1];
    }

    /// <summary>Of those missed the latest, and the one for which the timer fired a little early.</summary>
    private static List<DateTimeOffset> DueBy(CronSchedule schedule, DateTimeOffset last, DateTimeOffset now, TimeSpan early)
    {
        var due = new List<DateTimeOffset>(2);
        if (schedule.Latest(last, now) is { } missed) due.Add(missed);
        if (schedule.Next(now) is { } next && next <= now + early && next > last) due.Add(next);
        return due;
    }

    private static Reservation Last(string name, CronSchedule schedule, DateTimeOffset occurrence)
    {
        var at = new DateTimeOffset(occurrence.UtcTicks - (occurrence.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var text = at.ToString("O", CultureInfo.InvariantCulture);
        return new(TraceIds.Of("last tick of\n" + name), text, EventEnvelope.Schedule, text, at, (schedule.Next(at) ?? at) + Kept);
    }
}
