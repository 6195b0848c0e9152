using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Stores;

namespace Stepwell.Conformance.Azure.Tables;

public sealed class InMemoryTableStoreTests : StoreConformance
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await TableStoreUnderTest.OpenAsync(new MemoryTables());
}

/// <summary>The service may end a page wherever it likes.</summary>
public sealed class ShortPagesTableStoreTests : StoreConformance
{
    protected override async Task<IStoreUnderTest> OpenAsync() => await TableStoreUnderTest.OpenAsync(new MemoryTables(mostPerPage: 2, emptyFirst: true));
}

public sealed class AzuriteTableStoreTests : StoreConformance
{
    private readonly Azurite azurite;

    public AzuriteTableStoreTests(Azurite azurite)
    {
        Azurite.Require();
        this.azurite = azurite;
    }

    protected override async Task<IStoreUnderTest> OpenAsync() => await TableStoreUnderTest.OpenAsync(await azurite.ServiceAsync());
}
