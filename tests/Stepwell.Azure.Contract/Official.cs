namespace Stepwell.Azure.Contract;

/// <summary>What the contract was taken from.</summary>
internal static class Official
{
    internal const string Bus = "Azure.Messaging.ServiceBus";
    internal const string BusVersion = "7.20.2";
    internal const string BusListing = "Azure/azure-sdk-for-net: sdk/servicebus/Azure.Messaging.ServiceBus/api/Azure.Messaging.ServiceBus.net10.0.cs";

    internal const string Worker = "Microsoft.Azure.Functions.Worker";
    internal const string WorkerVersion = "2.52.0";
    internal const string WorkerSource = "Azure/azure-functions-dotnet-worker: src/";

    internal const string ExtensionSource = "Azure/azure-functions-dotnet-worker: extensions/";

    internal const string AspNetCore = "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore";
    internal const string AspNetCoreVersion = "2.1.1";

    internal const string Http = "Microsoft.Azure.Functions.Worker.Extensions.Http";
    internal const string HttpVersion = "3.3.0";

    internal const string BusExtension = "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";
    internal const string BusExtensionVersion = "5.24.0";

    internal const string Timer = "Microsoft.Azure.Functions.Worker.Extensions.Timer";
    internal const string TimerVersion = "4.3.1";

    internal const string Abstractions = "Microsoft.Azure.Functions.Worker.Extensions.Abstractions";
    internal const string AbstractionsVersion = "1.3.0";

    internal const string Telemetry = "Microsoft.Azure.Functions.Worker.OpenTelemetry";
    internal const string TelemetryVersion = "1.2.0";

    /// <summary>What every method of the contract does.</summary>
    internal static Exception Missing => new NotSupportedException("This is the contract of an official package, not the package.");
}
