using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;
using Stepwell.Scheduling;

namespace Stepwell.Setup;

/// <summary>What only the running app can tell is wrong: everything at once, before the first request.</summary>
/// <remarks>Every host runs this at each start, so it makes nothing: the catalog says what the constructors need, the container whether it has that.</remarks>
public static class StartupChecks
{
    /// <summary>Looks for services that nobody registered (SW2010), schedules that cannot be used, and authorization without authentication (SW2011).</summary>
    /// <param name="catalog">The app's steps.</param>
    /// <param name="services">The app's services.</param>
    /// <returns>One sentence per problem, in the order of the catalog; none where all is well.</returns>
    public static async ValueTask<IReadOnlyList<string>> FindAsync(StepCatalog catalog, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(services);
        return
        [
            .. Services(catalog, services.GetRequiredService<IServiceProviderIsService>()),
            .. Schedules(catalog),
            .. await AuthenticationAsync(catalog, services).ConfigureAwait(false),
        ];
    }

    private static IEnumerable<string> Services(StepCatalog catalog, IServiceProviderIsService known)
    {
        foreach (var step in catalog.Steps)
            foreach (var need in step.Services)
                if (!(need.Key is null ? known.IsService(need.Type) : known is IServiceProviderIsKeyedService keyed && keyed.IsKeyedService(need.Type, need.Key)))
                    yield return $"SW2010: {step.Name} needs {need.Type.Name}{(need.Key is null ? "" : $" with the key '{need.Key}'")}, which is not registered. Add it in Configure of the app: builder.Services.AddSingleton<{need.Type.Name}, …>()";
    }

    private static IEnumerable<string> Schedules(StepCatalog catalog) =>
        from handler in catalog.Handlers from cron in handler.Crons let problem = ProblemOf(cron) where problem is not null select $"{problem.Id}: the schedule of {handler.Name} cannot be used. {problem.Text}";

    private static StepException? ProblemOf(CronDefinition cron)
    {
        try
        {
            CronSchedule.Parse(cron.Expression, cron.TimeZone);
            return null;
        }
        catch (StepException e)
        {
            return e;
        }
    }

    private static async ValueTask<IEnumerable<string>> AuthenticationAsync(StepCatalog catalog, IServiceProvider services)
    {
        var guarded = catalog.Handlers.Where(h => h.Authorize.Any(a => string.IsNullOrEmpty(a.AuthenticationSchemes))).ToArray();
        if (guarded.Length == 0) return [];
        if (services.GetService<IAuthenticationSchemeProvider>() is { } schemes && await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false) is not null) return [];
        return guarded.Select(h => $"SW2011: {h.Name} is [Authorize], but no authentication scheme is registered. Call builder.Services.AddAuthentication(…) in Configure of the app.");
    }
}
