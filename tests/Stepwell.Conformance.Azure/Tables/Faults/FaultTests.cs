using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public sealed class InMemoryFaultTests : FaultConformance
{
    protected override Task<ITableService> GetAsync() => Task.FromResult<ITableService>(new MemoryTables());
}

public sealed class AzuriteFaultTests : FaultConformance
{
    private readonly Azurite azurite;

    public AzuriteFaultTests(Azurite azurite)
    {
        Azurite.Require();
        this.azurite = azurite;
    }

    protected override Task<ITableService> GetAsync() => azurite.ServiceAsync();
}
