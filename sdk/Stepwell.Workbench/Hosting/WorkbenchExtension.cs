using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Extensions;
using Stepwell.Workbench.Hosting;

[assembly: LocalExtension(typeof(WorkbenchExtension))]

namespace Stepwell.Workbench.Hosting;

/// <summary>Adds the Workbench to the local host.</summary>
public sealed class WorkbenchExtension : ILocalExtension
{
    private readonly Lock gate = new();
    private ServiceProvider? services;
    private Task rehearsal = Task.CompletedTask;
    private bool disposed;

    /// <inheritdoc />
    public RequestDelegate Open(IServiceProvider host)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            services = WorkbenchServices.Build(host);
            var pages = WorkbenchPipeline.Build(services);
            rehearsal = Rehearsal.RunAsync(pages, services.GetRequiredService<ILogger<WorkbenchExtension>>());
            return pages;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (gate) disposed = true;
        await rehearsal.ConfigureAwait(false);
        if (services is not null) await services.DisposeAsync().ConfigureAwait(false);
    }
}
