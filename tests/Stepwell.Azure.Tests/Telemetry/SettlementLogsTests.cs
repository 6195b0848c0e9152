using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Azure.Telemetry;

namespace Stepwell.Azure.Tests.Telemetry;

public sealed class SettlementLogsTests
{
    private const string Client = SettlementLogs.Category + ".LogicalHandler";

    [Theory]
    [InlineData(Client, LogLevel.Information, false)]
    [InlineData(Client, LogLevel.Warning, true)]
    [InlineData("System.Net.Http.HttpClient.Prices.LogicalHandler", LogLevel.Information, true)]
    [InlineData("Steps.PlaceOrder", LogLevel.Information, true)]
    public void Information_OfTheClientThatSettles_IsLeftOut(string category, LogLevel level, bool shown) =>
        Assert.Equal(shown, IsShown(category, level, static _ => { }));

    [Fact]
    public void Information_OfTheClientThatSettles_IsShownWhereTheAppAsksForIt() =>
        Assert.True(IsShown(Client, LogLevel.Information, static logging => logging.AddFilter(SettlementLogs.Category, LogLevel.Information)));

    private static bool IsShown(string category, LogLevel level, Action<ILoggingBuilder> app)
    {
        var services = new ServiceCollection().AddLogging(logging =>
        {
            logging.AddProvider(new Everything());
            app(logging);
        });
        SettlementLogs.Quieten(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level);
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) { }

        public void Dispose() { }
    }
}
