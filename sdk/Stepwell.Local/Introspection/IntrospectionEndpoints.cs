using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Introspection.Http;
using Stepwell.Local.Hosting;
using Stepwell.Local.Introspection.Http;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Introspection;

/// <summary>What people and tools ask the host, over HTTP.</summary>
internal static class IntrospectionEndpoints
{
    private static readonly DocumentAbout About = new("Looks into a running app and takes orders by hand. Answers this machine only. What is sensitive is masked.")
    {
        // What the live feed sends.
        MoreTypes = [typeof(LiveRun), typeof(LogLine)],
    };

    internal static void Map(WebApplication web, LocalApp app)
    {
        var host = web.Services.GetRequiredService<IIntrospection>();
        foreach (var operation in Operations(host))
            web.MapMethods(Operation.Base + operation.Path, [operation.Method], (RequestDelegate)(http => OperationEndpoint.RunAsync(http, operation)))
                // The guard lets in this machine only; an app's own policies are about its own API.
                .WithDisplayName(operation.Id).WithMetadata(new AllowAnonymousAttribute());
        RootEndpoints.Map(web, app);
    }

    private static IReadOnlyList<Operation> Operations(IIntrospection host) => DocumentOperation.AddTo(
        [.. TraceOperations.Of(host), .. StateOperations.Of(host), .. LogOperations.Of(host), .. DeadLetterOperations.Of(host), .. WorkOperations.Of(host), .. FlowOperations.Of(host)], About);
}
