using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stepwell.Build.Emit;
using Stepwell.Generators.Tests;

namespace Stepwell.Build.Tests.Kit;

/// <summary>Compiles generated functions against the few members they use, and nothing else.</summary>
internal static class Contract
{
    /// <summary>Just what generated functions name. That it is what the official packages have is tested with Stepwell.Azure.</summary>
    public const string Source = """
        #pragma warning disable CS1591
        namespace Microsoft.Azure.Functions.Worker
        {
            public enum AuthorizationLevel { Anonymous, User, Function, System, Admin }
            [System.AttributeUsage(System.AttributeTargets.Method)] public sealed class FunctionAttribute(string name) : System.Attribute { public string Name { get; } = name; }
            [System.AttributeUsage(System.AttributeTargets.Parameter)] public sealed class HttpTriggerAttribute(AuthorizationLevel level, params string[] methods) : System.Attribute { public AuthorizationLevel AuthLevel { get; } = level; public string[] Methods { get; } = methods; public string? Route { get; set; } }
            [System.AttributeUsage(System.AttributeTargets.Parameter)] public sealed class ServiceBusTriggerAttribute(string topicName, string subscriptionName) : System.Attribute { public string TopicName { get; } = topicName; public string SubscriptionName { get; } = subscriptionName; public string? Connection { get; set; } public bool IsSessionsEnabled { get; set; } public bool AutoCompleteMessages { get; set; } }
            [System.AttributeUsage(System.AttributeTargets.Parameter)] public sealed class TimerTriggerAttribute(string schedule) : System.Attribute { public string Schedule { get; } = schedule; public bool UseMonitor { get; set; } }
            public class ServiceBusMessageActions { }
            public class ServiceBusSessionMessageActions { }
            public class TimerInfo { }
        }
        namespace Microsoft.Azure.Functions.Worker.Builder { public class FunctionsApplicationBuilder { } }
        namespace Azure.Messaging.ServiceBus { public class ServiceBusReceivedMessage { } }
        namespace Stepwell.Azure
        {
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Http;
            using Microsoft.Azure.Functions.Worker;
            using global::Azure.Messaging.ServiceBus;
            public sealed class StepFunctions
            {
                public Task HttpAsync(HttpRequest request, string handler) => Task.CompletedTask;
                public Task UnmatchedAsync(HttpRequest request) => Task.CompletedTask;
                public Task AdminAsync(HttpRequest request) => Task.CompletedTask;
                public Task EventAsync(string handler, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellation) => Task.CompletedTask;
                public Task OrderedEventAsync(string handler, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, CancellationToken cancellation) => Task.CompletedTask;
                public Task TickAsync(string handler, int schedule, CancellationToken cancellation) => Task.CompletedTask;
                public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
            }
            public static class FunctionsAppExtensions
            {
                public static Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder AddStepwell<TApp>(this Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder builder) where TApp : Stepwell.IStepApp => builder;
            }
        }
        """;

    /// <summary>What the compiler says of generated files, warnings included.</summary>
    public static IEnumerable<Diagnostic> Complaints(IEnumerable<GeneratedFile> files, string stepsAssembly) =>
        Compiler.Compilation("Functions", [("Contract.cs", Source), .. files.Select(f => (f.Name, f.Text))])
            .AddReferences(MetadataReference.CreateFromFile(stepsAssembly))
            .GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);
}
