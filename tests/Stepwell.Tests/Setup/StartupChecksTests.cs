using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;
using Stepwell.Setup;

namespace Stepwell.Tests.Setup;

public sealed class StartupChecksTests
{
    [Fact]
    public async Task Start_WithUnknownTimeZone_NamesTheStepAndTheForms() =>
        Assert.Equal("SW1021: the schedule of Nightly cannot be used. There is no time zone 'Berlin' on this machine. Write an IANA name such as 'Europe/Berlin' or a Windows name such as 'W. Europe Standard Time', or leave TimeZone out for UTC.",
            Assert.Single(await FindAsync(Nightly(new CronDefinition("0 0 6 * * *", "Berlin"), [], []))));

    [Fact]
    public async Task Start_WithServicesThatNobodyRegistered_NamesEachAndItsStep() =>
        Assert.Equal(
            [
                "SW2010: Nightly needs IFormatProvider, which is not registered. Add it in Configure of the app: builder.Services.AddSingleton<IFormatProvider, …>()",
                "SW2010: Nightly needs IDisposable with the key 'b', which is not registered. Add it in Configure of the app: builder.Services.AddSingleton<IDisposable, …>()",
            ],
            await FindAsync(Nightly(null, [new(typeof(IFormatProvider)), new(typeof(IDisposable), "a"), new(typeof(IDisposable), "b")], []), s => s.AddKeyedSingleton<IDisposable>("a", new MemoryStream())));

    [Fact]
    public async Task Start_WithAServiceThatIsRegistered_DoesNotMakeIt() =>
        Assert.Empty(await FindAsync(Nightly(null, [new(typeof(IFormatProvider))], []), s => s.AddSingleton<IFormatProvider>(_ => throw new InvalidOperationException("It was made."))));

    [Fact]
    public async Task Start_WithAuthorizationButNoAuthentication_NamesTheHandler() =>
        Assert.Equal("SW2011: Nightly is [Authorize], but no authentication scheme is registered. Call builder.Services.AddAuthentication(…) in Configure of the app.",
            Assert.Single(await FindAsync(Nightly(null, [], [new AuthorizeAttribute()]))));

    [Fact]
    public async Task Start_WithAuthorizationAndAuthentication_IsWell()
    {
        Assert.Empty(await FindAsync(Nightly(null, [], [new AuthorizeAttribute()]), s => s.AddAuthentication("key").AddCookie("key")));
        Assert.Empty(await FindAsync(Nightly(null, [], [new AuthorizeAttribute { AuthenticationSchemes = "key" }])));
    }

    [Fact]
    public async Task Start_WithSeveralProblems_TellsAllAtOnce() =>
        Assert.Equal(3, (await FindAsync(Nightly(new CronDefinition("nonsense", null), [new(typeof(IFormatProvider))], [new AuthorizeAttribute()]))).Count);

    private static async Task<IReadOnlyList<string>> FindAsync(StepCatalog catalog, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        register?.Invoke(services);
        await using var provider = services.BuildServiceProvider();
        return await StartupChecks.FindAsync(catalog, provider);
    }

    private static StepCatalog Nightly(CronDefinition? cron, ServiceNeed[] needs, AuthorizeAttribute[] authorize)
    {
        var handler = new HandlerDefinition
        {
            Name = "Nightly",
            Kind = HandlerKind.Cron,
            Crons = cron is null ? [] : [cron],
            Authorize = authorize,
            TimeLimit = TimeSpan.FromMinutes(5),
            Create = () => throw new NotSupportedException(),
        };
        return new StepCatalog([new StepDefinition { Name = "Nightly", Type = typeof(StartupChecksTests), Flows = ["reports"], Handlers = [handler], Services = needs }], []);
    }
}
