using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stepwell.Introspection.Http;
using Stepwell.Introspection;

namespace Stepwell.Local.Introspection.Http;

/// <summary>Queues, events, schedules, and what happens as it happens.</summary>
internal static class WorkOperations
{
    internal static IEnumerable<Operation> Of(IIntrospection host) =>
    [
        new("listQueues", "GET", "/queues", "The queues, by handler")
        {
            Answer = typeof(IReadOnlyList<QueueState>),
            Run = async q => await host.QueuesAsync(q.Aborted).ConfigureAwait(false),
        },
        new("sendEvent", "POST", "/events", "Emits an event by hand")
        {
            Body = typeof(NewEvent),
            Status = 202,
            Answer = typeof(SentEvent),
            Problems = [400, 404, 413, 503],
            Run = async q => await host.SendAsync(await q.BodyAsync<NewEvent>().ConfigureAwait(false), q.Aborted).ConfigureAwait(false),
        },
        new("listCrons", "GET", "/crons", "The handlers with schedules and when they run next")
        {
            Answer = typeof(IReadOnlyList<CronState>),
            Run = async q => await host.CronsAsync(q.Aborted).ConfigureAwait(false),
        },
        new("runCron", "POST", "/cron/{step}/run", "Runs a handler with a schedule now")
        {
            Parameters = [Parameter.Route("step", "The handler, or a step that has one such handler only.")],
            Status = 202,
            Answer = typeof(FiredCron),
            Problems = [400, 404, 503],
            Run = async q => await host.RunCronAsync(q.Needed("step"), q.Aborted).ConfigureAwait(false),
        },
        new("live", "GET", "/live", "What happens, as it happens")
        {
            Description = "Server-sent events: `started` and `ended` with a LiveRun, `log` with a LogLine, and `missed` with a `count` of what was left out because the reader fell behind.",
            Answer = typeof(string),
            MediaType = LiveStream.MediaType,
            Run = async q =>
            {
                var services = q.Http.RequestServices;
                await LiveStream.WriteAsync(q.Http, host, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping).ConfigureAwait(false);
                return null;
            },
        },
    ];
}
