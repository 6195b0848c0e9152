using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;
using Stepwell.Local.Introspection.Http;
using Stepwell.Scheduling;

namespace Stepwell.Local.Hosting;

/// <summary>What only the running app can tell is wrong: everything at once, before the first request.</summary>
internal static class StartupChecks
{
    internal static async Task RunAsync(StepCatalog catalog, IServiceProvider services)
    {
        var problems = new List<string>();
        Services(catalog, services.GetRequiredService<IServiceProviderIsService>(), problems);
        Schedules(catalog, problems);
        await AuthenticationAsync(catalog, services.GetService<IAuthenticationSchemeProvider>(), problems).ConfigureAwait(false);
        if (problems.Count > 0) throw new SetupException(problems);
    }

    /// <summary>What is allowed, but rarely meant.</summary>
    internal static IEnumerable<string> Warnings(StepCatalog catalog, IReadOnlySet<string> waitedFor)
    {
        foreach (var topic in catalog.Topics)
            if (topic.Subscribers.Count == 0 && !waitedFor.Contains(topic.Name) && catalog.Handlers.Any(h => h.Emits.Contains(topic.Type)))
                yield return $"'{topic.Name}' is emitted by {string.Join(", ", catalog.Handlers.Where(h => h.Emits.Contains(topic.Type)).Select(h => h.Name))}, but no step is [On<{topic.Type.Name}>]: its events start nothing.";
        foreach (var replaced in Replaced(catalog)) yield return replaced;
    }

    private static IEnumerable<string> Replaced(StepCatalog catalog) =>
        from handler in catalog.Handlers
        from route in handler.Routes
        where RootEndpoints.IsReplaced(route)
        select $"{handler.Name} answers GET {route.Template} in place of the host's own"
            + (route.Template.Trim('/').Equals(RootEndpoints.Health, StringComparison.OrdinalIgnoreCase) ? ", which tells whether the store takes writes." : ", which describes the app's API.");

    private static void Services(StepCatalog catalog, IServiceProviderIsService known, List<string> problems)
    {
        foreach (var step in catalog.Steps)
            foreach (var need in step.Services)
                if (!(need.Key is null ? known.IsService(need.Type) : known is IServiceProviderIsKeyedService keyed && keyed.IsKeyedService(need.Type, need.Key)))
                    problems.Add($"SW2010: {step.Name} needs {need.Type.Name}{(need.Key is null ? "" : $" with the key '{need.Key}'")}, which is not registered. Add it in Configure of the app: builder.Services.AddSingleton<{need.Type.Name}, …>()");
    }

    private static void Schedules(StepCatalog catalog, List<string> problems)
    {
        foreach (var handler in catalog.Handlers)
            foreach (var cron in handler.Crons)
            {
                try
                {
                    CronSchedule.Parse(cron.Expression, cron.TimeZone);
                }
                catch (StepException e)
                {
                    problems.Add($"{e.Id}: the schedule of {handler.Name} cannot be used. {e.Text}");
                }
            }
    }

    private static async Task AuthenticationAsync(StepCatalog catalog, IAuthenticationSchemeProvider? schemes, List<string> problems)
    {
        if (schemes is not null && await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false) is not null) return;
        foreach (var handler in catalog.Handlers)
            if (handler.Authorize.Any(a => string.IsNullOrEmpty(a.AuthenticationSchemes)))
                problems.Add($"SW2011: {handler.Name} is [Authorize], but no authentication scheme is registered. Call builder.Services.AddAuthentication(…) in Configure of the app.");
    }
}
