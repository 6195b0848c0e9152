using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker.Builder;

[LookedUp(Official.Worker, Official.WorkerVersion, Official.WorkerSource + "DotNetWorker/Builder/FunctionsApplicationBuilder.cs")]
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    internal FunctionsApplicationBuilder() { }

    public IDictionary<object, object> Properties => throw Official.Missing;

    IConfigurationManager IHostApplicationBuilder.Configuration => throw Official.Missing;

    public ConfigurationManager Configuration => throw Official.Missing;

    public IHostEnvironment Environment => throw Official.Missing;

    public ILoggingBuilder Logging => throw Official.Missing;

    public IMetricsBuilder Metrics => throw Official.Missing;

    public IServiceCollection Services => throw Official.Missing;

    public IHost Build() => throw Official.Missing;

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null) where TContainerBuilder : notnull =>
        throw Official.Missing;
}

[LookedUp(Official.Worker, Official.WorkerVersion, Official.WorkerSource + "DotNetWorker/Builder/FunctionsApplication.cs")]
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw Official.Missing;
}

[LookedUp(Official.AspNetCore, Official.AspNetCoreVersion, Official.ExtensionSource + "Worker.Extensions.Http.AspNetCore/src/FunctionsApplicationBuilderAspNetCoreExtensions.cs")]
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => throw Official.Missing;
}
