using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stepwell.Azure.Telemetry;

/// <summary>Keeps the worker's calls to its own host out of the logs.</summary>
internal static class SettlementLogs
{
    /// <summary>
    /// The client by which the worker's extensions ask the host to settle a message. It writes four lines of information for each
    /// message, which say nothing of the app and are paid for by the byte.
    /// </summary>
    internal const string Category = "System.Net.Http.HttpClient.CallInvokerExtractor";

    /// <summary>Shows only its warnings. A rule of the app's own settings for this category counts more: it comes later.</summary>
    internal static void Quieten(IServiceCollection services) =>
        services.Configure<LoggerFilterOptions>(static filters => filters.Rules.Insert(0, new(null, Category, LogLevel.Warning, null)));
}
