using Stepwell.Catalog;
using Stepwell.Conformance.Steps;
using Stepwell.Conformance.Stores;
using Stepwell.Local.Sqlite;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Conformance.Local;

internal sealed class SqliteStoreUnderTest : IStoreUnderTest
{
    private readonly string? folder;
    private readonly SqliteStore store;
    private readonly List<(string, EventEnvelope)> sent = [];

    internal SqliteStoreUnderTest(bool onDisk)
    {
        folder = onDisk ? Directory.CreateTempSubdirectory("stepwell-").FullName : null;
        store = new SqliteStore(folder is null ? null : Path.Combine(folder, "stepwell.db"), StepCatalog.Of(typeof(ConformanceApp)));
        store.Connect(entries =>
        {
            lock (sent) sent.AddRange(entries.Select(e => (e.Handler.Name, e.Envelope)));
        }, static _ => false);
    }

    public IStepStore Store => store;

    public IStepStoreAdmin Admin => store;

    public IReadOnlyList<(string Handler, EventEnvelope Envelope)> Sent
    {
        get
        {
            lock (sent) return [.. sent];
        }
    }

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
        return default;
    }
}

public sealed class InMemoryStoreTests : StoreConformance
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new SqliteStoreUnderTest(onDisk: false));
}

public sealed class OnDiskStoreTests : StoreConformance
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new SqliteStoreUnderTest(onDisk: true));
}
