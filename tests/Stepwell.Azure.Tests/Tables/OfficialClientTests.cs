using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Stepwell.Azure.Tables;
using Stepwell.Conformance.Azure.Tables;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Stores;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>The port, by the official client on Azurite.</summary>
public sealed class OfficialClientTests : TableServiceConformance
{
    private readonly Azurite azurite;

    public OfficialClientTests(Azurite azurite)
    {
        Azurite.Require();
        this.azurite = azurite;
    }

    protected override async Task<ITableService> GetAsync() => new RefusalsTold(await OfficialTables.OpenAsync(azurite));
}

/// <summary>The store, by the official client on Azurite.</summary>
public sealed class OfficialClientStoreTests : StoreConformance
{
    private readonly Azurite azurite;

    public OfficialClientStoreTests(Azurite azurite)
    {
        Azurite.Require();
        this.azurite = azurite;
    }

    protected override async Task<IStoreUnderTest> OpenAsync() => await TableStoreUnderTest.OpenAsync(await OfficialTables.OpenAsync(azurite));
}

internal static class OfficialTables
{
    internal const string Account = "devstoreaccount1";

    /// <summary>The key that every emulator has, and that the documentation of the emulator publishes.</summary>
    internal const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    internal static async Task<AzureTableService> OpenAsync(Azurite azurite)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport() };
        return new AzureTableService(new TableServiceClient(new Uri(await azurite.AddressAsync(), Account), new TableSharedKeyCredential(Account, Key), options));
    }
}
