using System.Globalization;
using Stepwell.Catalog;
using Stepwell.Conformance.Steps;
using Stepwell.Conformance.Stores;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Testing;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>A store on tables of its own, and where its events go.</summary>
internal sealed class TableStoreUnderTest : IStoreUnderTest
{
    private static int number;

    private TableStoreUnderTest(ITableService service, StepwellOptions options, VirtualTime time, string prefix)
    {
        Service = service;
        Options = options;
        Time = time;
        Prefix = prefix;
        Tables = Another();
    }

    public IStepStore Store => Tables;

    public IStepStoreAdmin Admin => Tables;

    public IReadOnlyList<(string Handler, EventEnvelope Envelope)> Sent => Sender.Sent;

    internal static StepCatalog Catalog { get; } = StepCatalog.Of(typeof(ConformanceApp));

    internal ITableService Service { get; }

    internal StepwellOptions Options { get; }

    internal VirtualTime Time { get; }

    internal string Prefix { get; }

    internal ListSender Sender { get; } = new(Catalog);

    internal TableStore Tables { get; }

    internal static async Task<TableStoreUnderTest> OpenAsync(ITableService service, StepwellOptions? options = null)
    {
        var prefix = "T" + Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        var under = new TableStoreUnderTest(service, options ?? new StepwellOptions(), new VirtualTime(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)), prefix);
        await under.Tables.CreateTablesAsync(CancellationToken.None);
        return under;
    }

    /// <summary>What another process would have: the same tables, nothing remembered.</summary>
    internal TableStore Another(ITableService? service = null, IEventSender? sender = null) =>
        new(service ?? Service, sender ?? Sender, Catalog, Options, Time, Prefix);

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;
}
