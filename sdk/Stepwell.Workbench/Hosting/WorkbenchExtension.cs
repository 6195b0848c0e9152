using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Extensions;
using Stepwell.Workbench.Hosting;

[assembly: LocalExtension(typeof(WorkbenchExtension))]

namespace Stepwell.Workbench.Hosting;

/// <summary>Adds the Workbench to the local host.</summary>
public sealed class WorkbenchExtension : ILocalExtension
{
    private ServiceProvider? services;

    /// <inheritdoc />
    public RequestDelegate Open(IServiceProvider host)
    {
        services = WorkbenchServices.Build(host);
        return WorkbenchPipeline.Build(services);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
