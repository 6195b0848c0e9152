using Stepwell.Conformance.Hosts;

namespace Stepwell.Conformance.Local;

/// <summary>The local host in memory, as authors' tests use it.</summary>
public sealed class InMemoryHostTests : HostConformance
{
    protected override Task<IHostUnderTest> StartAsync<TApp>(HostOptions options) => LocalHostUnderTest<TApp>.StartAsync(options, onDisk: false);
}

/// <summary>The local host with a data directory.</summary>
public sealed class OnDiskHostTests : HostConformance
{
    protected override Task<IHostUnderTest> StartAsync<TApp>(HostOptions options) => LocalHostUnderTest<TApp>.StartAsync(options, onDisk: true);
}
