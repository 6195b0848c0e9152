using System.Globalization;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Scheduling;

/// <summary>Makes ticks: events of the topic <see cref="EventEnvelope.TickTopic"/>, addressed to one handler.</summary>
public static class Ticks
{
    /// <summary>A tick of the schedule. The same occurrence has the same event id and trace wherever it is made, so it runs once.</summary>
    public static EventEnvelope Scheduled(HandlerDefinition handler, CronDefinition cron, DateTimeOffset occurrence, DateTimeOffset now, ContractRegistry contracts)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(cron);
        var id = Name(handler, cron) + "@" + occurrence.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Make(handler, new(occurrence, cron.Expression, cron.TimeZone), EventEnvelope.Schedule, "t-" + TraceIds.Of(id), TraceIds.Of("trace of " + id), now, contracts);
    }

    /// <summary>A tick that a person fires.</summary>
    public static EventEnvelope ByHand(HandlerDefinition handler, CronDefinition cron, DateTimeOffset now, ContractRegistry contracts)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(cron);
        return Make(handler, new(now, cron.Expression, cron.TimeZone, ByHand: true), EventEnvelope.ByHand, TraceIds.New(), TraceIds.New(), now, contracts);
    }

    /// <summary>What a schedule is called where its last tick is remembered.</summary>
    public static string Name(HandlerDefinition handler, CronDefinition cron)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(cron);
        return $"{handler.Name}|{cron.Expression}|{cron.TimeZone}";
    }

    private static EventEnvelope Make(HandlerDefinition handler, CronTick tick, string source, string id, string trace, DateTimeOffset now, ContractRegistry contracts) => new()
    {
        Id = id, Topic = EventEnvelope.TickTopic, Source = source, Time = now, TraceId = trace, Data = contracts.Write(tick), OrderingKey = trace, To = handler.Name,
    };
}
