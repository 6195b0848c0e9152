using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>The whole suite over messages and tables.</summary>
public sealed class FunctionsHostTests : HostConformance
{
    protected override async Task<IHostUnderTest> StartAsync<TApp>(HostOptions options) => await FunctionsHostUnderTest<TApp>.StartAsync(options, new MemoryTables());
}
