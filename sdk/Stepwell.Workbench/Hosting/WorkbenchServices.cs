using System.Diagnostics;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Live;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Shell;

namespace Stepwell.Workbench.Hosting;

/// <summary>
/// The Workbench's own services. They are no part of the app's: what Blazor registers (antiforgery, data protection, SignalR) neither
/// changes how the app behaves, which on another host has none of it, nor meets what the app registers itself.
/// </summary>
internal static class WorkbenchServices
{
    internal static ServiceProvider Build(IServiceProvider host)
    {
        var services = new ServiceCollection();
        // Instances, because a container disposes what it makes, and these are the host's.
        services.AddSingleton(host.GetRequiredService<IIntrospection>());
        services.AddSingleton(host.GetRequiredService<TimeProvider>());
        services.AddSingleton(host.GetRequiredService<IHostApplicationLifetime>());
        services.AddSingleton(host.GetRequiredService<IConfiguration>());
        services.AddSingleton(host.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(host.GetRequiredService<DiagnosticListener>());
        services.AddSingleton<DiagnosticSource>(s => s.GetRequiredService<DiagnosticListener>());
        var environment = new WorkbenchEnvironment(host.GetRequiredService<IHostEnvironment>());
        services.AddSingleton<IHostEnvironment>(environment).AddSingleton<IWebHostEnvironment>(environment);
        services.AddMetrics().AddRouting();
        services.AddRazorComponents(o => o.DetailedErrors = true).AddInteractiveServerComponents(o =>
        {
            // The only reader is who sits at this machine.
            o.DetailedErrors = true;
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            o.DisconnectedCircuitMaxRetained = 20;
        }).AddHubOptions(o => o.MaximumReceiveMessageSize = IntrospectionLimits.BodyBytes + (64 * 1024));
        // Keys that end with the process: nothing that they protect outlives it, and nothing is written to a home folder.
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        services.AddScoped<ManifestReader>().AddScoped<LiveState>().AddScoped<Toasts>().AddScoped<Browser>().AddScoped<Confirmations>();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}
