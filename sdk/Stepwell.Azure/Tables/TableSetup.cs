using Microsoft.Extensions.Hosting;
using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>Creates the tables that are missing before the first invocation.</summary>
internal sealed class TableSetup(TableStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.CreateTablesAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
