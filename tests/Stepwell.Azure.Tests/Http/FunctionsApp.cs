using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrderDesk;
using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Http;

/// <summary>
/// An app (OrderDesk, if no other is named) with all that the worker has but the worker: its registrations, and the routes of its functions in ASP.NET Core's routing,
/// as the worker maps them. Tables are in memory and messages are kept.
/// </summary>
internal sealed class FunctionsApp : IAsyncDisposable
{
    private readonly WebApplication web;

    private FunctionsApp(WebApplication web)
    {
        this.web = web;
        Client = web.GetTestClient();
    }

    internal HttpClient Client { get; }

    internal IServiceProvider Services => web.Services;

    internal SentMessages Sent => (SentMessages)web.Services.GetRequiredService<IMessageSender>();

    internal static Task<FunctionsApp> StartAsync(params (string Name, string Value)[] settings) => StartAsync<OrderDeskApp>(_ => { }, settings);

    internal static Task<FunctionsApp> StartAsync(Action<IServiceCollection>? change, params (string Name, string Value)[] settings) => StartAsync<OrderDeskApp>(change ?? (_ => { }), settings);

    internal static async Task<FunctionsApp> StartAsync<TApp>(Action<IServiceCollection> change, params (string Name, string Value)[] settings) where TApp : IStepApp
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["ServiceBusConnection"] = "Endpoint=sb://localhost";
        builder.Configuration["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        AppServices.Add<TApp>(builder);
        var tables = new MemoryTables();
        foreach (var table in TableStore.TablesOf(TableStore.DefaultPrefix)) await tables.CreateTableAsync(table, CancellationToken.None);
        builder.Services.Replace(ServiceDescriptor.Singleton<ITableService>(tables));
        builder.Services.Replace(ServiceDescriptor.Singleton<IMessageSender>(new SentMessages()));
        change(builder.Services);
        var web = builder.Build();
        // What a WebApplication does by itself, the worker's pipeline does not.
        foreach (var done in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" }) ((IApplicationBuilder)web).Properties[done] = true;
        var functions = web.Services.GetRequiredService<StepFunctions>();
        foreach (var handler in web.Services.GetRequiredService<StepCatalog>().Handlers)
            foreach (var route in handler.Routes)
                web.MapMethods(route.Template, [route.Method], (RequestDelegate)(http => functions.HttpAsync(http.Request, handler.Name)));
        web.Map("/_stepwell/api/{*path}", (RequestDelegate)(http => functions.AdminAsync(http.Request)));
        web.Map("/{*path}", (RequestDelegate)(http => functions.UnmatchedAsync(http.Request)));
        await web.StartAsync();
        return new(web);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await web.DisposeAsync();
    }
}

/// <summary>A broker that keeps what it is given.</summary>
internal sealed class SentMessages : IMessageSender
{
    private readonly Lock gate = new();
    private readonly List<(string Topic, OutgoingMessage Message)> all = [];

    internal IReadOnlyList<(string Topic, OutgoingMessage Message)> All
    {
        get
        {
            lock (gate) return [.. all];
        }
    }

    public ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        lock (gate) all.AddRange(messages.Select(m => (topic, m)));
        return default;
    }
}
