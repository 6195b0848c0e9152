using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stepwell;

namespace OrderDesk;

/// <summary>What the steps need, for every host and every test.</summary>
public sealed class OrderDeskApp : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.Configure<OrderDeskOptions>(builder.Configuration.GetSection(OrderDeskOptions.Section));
        services.AddSingleton(_ => ArticleCatalog.Load());
        services.AddSingleton<IPriceList>(s => s.GetRequiredService<ArticleCatalog>());
        services.AddSingleton<IMailer, OutboxMailer>();
        services.AddStepMiddleware<Maintenance>();
        services.AddAuthentication(ApiKeyHandler.Scheme).AddScheme<ApiKeyOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddOptions<ApiKeyOptions>(ApiKeyHandler.Scheme).Configure<Microsoft.Extensions.Options.IOptions<OrderDeskOptions>>((key, desk) => key.Key = desk.Value.ReportKey);
    }
}
