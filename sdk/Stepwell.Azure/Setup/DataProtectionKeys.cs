using Microsoft.AspNetCore.DataProtection.Infrastructure;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stepwell.Tables;

namespace Stepwell.Azure.Setup;

/// <summary>Keys of data protection that all instances share: on Functions each has a disk of its own, which goes with it.</summary>
internal static class DataProtectionKeys
{
    /// <summary>Has no cost where the app does not use data protection; what the app itself says about keys counts.</summary>
    internal static void Add(IServiceCollection services, Type app, string prefix)
    {
        services.AddSingleton<IPostConfigureOptions<KeyManagementOptions>>(s =>
            new PostConfigureOptions<KeyManagementOptions>(Options.DefaultName, o => o.XmlRepository ??= new TableKeyRing(s.GetRequiredService<ITableService>(), prefix)));
        // By default it is the folder of the app, which need not be the same everywhere.
        services.Replace(ServiceDescriptor.Singleton<IApplicationDiscriminator>(new AppName(app.FullName!)));
    }

    private sealed class AppName(string name) : IApplicationDiscriminator
    {
        public string? Discriminator => name;
    }
}
