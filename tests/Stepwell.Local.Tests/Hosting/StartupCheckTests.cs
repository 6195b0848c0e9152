using Microsoft.Extensions.DependencyInjection;
using Stepwell.Catalog;
using Stepwell.Local.Hosting;

namespace Stepwell.Local.Tests.Hosting;

public sealed class StartupCheckTests
{
    [Fact]
    public async Task Start_WithUnknownTimeZone_NamesTheStepAndTheForms()
    {
        var handler = new HandlerDefinition
        {
            Name = "Nightly",
            Kind = HandlerKind.Cron,
            Crons = [new("0 0 6 * * *", "Berlin")],
            TimeLimit = TimeSpan.FromMinutes(5),
            Create = () => throw new NotSupportedException(),
        };
        var catalog = new StepCatalog([new StepDefinition { Name = "Nightly", Type = typeof(StartupCheckTests), Flows = ["reports"], Handlers = [handler] }], []);
        await using var services = new ServiceCollection().BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<SetupException>(() => StartupChecks.RunAsync(catalog, services));

        Assert.Equal("SW1021: the schedule of Nightly cannot be used. There is no time zone 'Berlin' on this machine. Write an IANA name such as 'Europe/Berlin' or a Windows name such as 'W. Europe Standard Time', or leave TimeZone out for UTC.",
            Assert.Single(failure.Problems));
    }
}
