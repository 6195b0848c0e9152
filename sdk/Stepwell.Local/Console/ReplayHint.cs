using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Introspection.Http;
using Stepwell.Local.Introspection.Http;

namespace Stepwell.Local.Console;

/// <summary>How the dead letter that a line of log tells of is sent again.</summary>
/// <param name="services">The host's services: its address is known only once it listens.</param>
internal sealed class ReplayHint(IServiceProvider services)
{
    private const string Id = "DeadLetterId";

    /// <summary>The command; null where the entry tells of no dead letter.</summary>
    internal string? For<TState>(TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values) return null;
        foreach (var (name, value) in values)
            if (name == Id) return $"replay it: curl -X POST {Address()}{Operation.Base}/dead-letters/{value}/replay";
        return null;
    }

    private string Address() =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? services.GetRequiredService<IConfiguration>()["urls"]?.Split(';')[0] ?? "";
}
