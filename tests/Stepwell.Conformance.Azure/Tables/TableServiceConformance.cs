using System.Globalization;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables;

/// <summary>What the store relies on, of any table service: so that the one in memory is what a real one is.</summary>
public abstract class TableServiceConformance
{
    private const string Partition = "p";
    private static readonly CancellationToken None = CancellationToken.None;
    private static int number;
    private readonly string table = "Port" + Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Table_CreatedTwice_KeepsItsRows()
    {
        var service = await OpenAsync();
        await InsertAsync(service, "r");
        await service.CreateTableAsync(table, None);
        Assert.NotNull(await service.ReadAsync(table, Partition, "r", null, None));
    }

    [Fact]
    public async Task Table_ThatIsMissing_IsAnErrorAndNoOutcome()
    {
        var service = await OpenAsync();
        await Assert.ThrowsAsync<TableRefusedException>(() => service.ReadAsync("Missing", Partition, "r", null, None).AsTask());
        await Assert.ThrowsAsync<TableRefusedException>(() => service.QueryAsync("Missing", new TableQuery(), null, None).AsTask());
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync("Missing", Partition, [TableOperation.Insert("r", Row(1))], None).AsTask());
    }

    [Fact]
    public async Task Row_OfAllTypes_IsReadAsItWasWritten()
    {
        var service = await OpenAsync();
        var row = new Dictionary<string, object>
        {
            ["Text"] = "ü 😀 \"quoted\" \\ {json}", ["Empty"] = "", ["Int"] = 7, ["Long"] = long.MaxValue, ["Yes"] = true, ["Double"] = 1.5,
            ["Bytes"] = new byte[] { 0, 1, 254, 255 }, ["Time"] = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567),
        };
        Assert.True((await service.SubmitAsync(table, Partition, [TableOperation.Insert("r", row)], None)).IsDone);
        var read = await service.ReadAsync(table, Partition, "r", null, None);
        Assert.Equal((Partition, "r"), (read!.PartitionKey, read.RowKey));
        foreach (var (name, value) in row) Assert.Equal(value, read.Properties[name]);
        Assert.Null(await service.ReadAsync(table, Partition, "R", null, None));
        Assert.Null(await service.ReadAsync(table, "P", "r", null, None));
    }

    [Fact]
    public async Task Read_OfSomeProperties_GivesThoseThatAreThere()
    {
        var service = await OpenAsync();
        await service.SubmitAsync(table, Partition, [TableOperation.Insert("r", new Dictionary<string, object> { ["A"] = 1, ["B"] = 2 })], None);
        var read = await service.ReadAsync(table, Partition, "r", ["B", "C"], None);
        Assert.Equal(2, read!.Properties["B"]);
        Assert.False(read.Properties.ContainsKey("A"));
        Assert.False(read.Properties.ContainsKey("C"));
        var listed = Assert.Single(await ListAsync(service, new TableQuery { Select = ["B"] }));
        Assert.Equal((Partition, "r", read.ETag), (listed.PartitionKey, listed.RowKey, listed.ETag));
        Assert.False(listed.Properties.ContainsKey("A"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Transaction_OfWhichOneFails_LeavesNothingAndNamesIt(int index)
    {
        var service = await OpenAsync();
        await InsertAsync(service, "there", "other");
        var old = (await service.ReadAsync(table, Partition, "other", null, None))!.ETag;
        await service.SubmitAsync(table, Partition, [TableOperation.Upsert("other", Row(5))], None);
        foreach (var (failing, kind) in new[]
        {
            (TableOperation.Insert("there", Row(2)), TableOutcomeKind.Exists), (TableOperation.Delete("missing"), TableOutcomeKind.NotFound),
            (TableOperation.Delete("missing", old), TableOutcomeKind.NotFound), (TableOperation.Update("missing", Row(2), old), TableOutcomeKind.NotFound),
            (TableOperation.Update("other", Row(2), old), TableOutcomeKind.PreconditionFailed), (TableOperation.Delete("other", old), TableOutcomeKind.PreconditionFailed),
        })
        {
            var operations = Enumerable.Range(0, 5).Select(i => TableOperation.Upsert("new" + i, Row(i))).ToList();
            operations[index] = failing;
            Assert.Equal(new TableOutcome(kind, index), await service.SubmitAsync(table, Partition, operations, None));
            Assert.Equal(["other", "there"], (await ListAsync(service, new TableQuery())).Select(r => r.RowKey));
        }
        Assert.Equal(5, (await service.ReadAsync(table, Partition, "other", null, None))!.Properties["N"]);
    }

    [Fact]
    public async Task Transaction_OfEveryKind_HoldsWhole()
    {
        var service = await OpenAsync();
        await InsertAsync(service, "a", "b", "c", "d");
        async Task<string> ETagAsync(string row) => (await service.ReadAsync(table, Partition, row, null, None))!.ETag;
        var outcome = await service.SubmitAsync(table, Partition,
        [
            TableOperation.Update("a", Row(10), await ETagAsync("a")), TableOperation.Delete("b", await ETagAsync("b")), TableOperation.Delete("c"),
            TableOperation.Upsert("d", new Dictionary<string, object> { ["M"] = 1 }), TableOperation.Insert("e", Row(11)), TableOperation.Upsert("f", Row(12)),
        ], None);
        Assert.Equal(TableOutcome.Done, outcome);
        var rows = await ListAsync(service, new TableQuery());
        Assert.Equal(["a", "d", "e", "f"], rows.Select(r => r.RowKey));
        Assert.Equal(10, rows[0].Properties["N"]);
        Assert.False(rows[1].Properties.ContainsKey("N"));
    }

    [Fact]
    public async Task ETag_AfterEveryWrite_IsAnother()
    {
        var service = await OpenAsync();
        var seen = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            if (i % 3 == 1) await service.SubmitAsync(table, Partition, [TableOperation.Delete("r")], None);
            await service.SubmitAsync(table, Partition, [TableOperation.Upsert("r", Row(1))], None);
            Assert.True(seen.Add((await service.ReadAsync(table, Partition, "r", null, None))!.ETag));
        }
    }

    [Fact]
    public async Task Insert_FromManyAtOnce_IsMadeByOne()
    {
        var service = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var row = "r" + round;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () => await service.SubmitAsync(table, Partition, [TableOperation.Insert(row, Row(i))], None))));
            Assert.Single(outcomes, o => o.IsDone);
            Assert.Equal(5, outcomes.Count(o => o.Kind == TableOutcomeKind.Exists));
        }
    }

    [Fact]
    public async Task Query_OfRanges_IsOrdinalAndHalfOpen()
    {
        var service = await OpenAsync();
        string[] keys = ["", "!", "$0", "-", ".0", "0", ":", "=1", "A", "B", "_5", "a", "aa", "a~", "b", "~zzz", "~~"];
        foreach (var partition in (string[])["p1", "P1", "p2", "p10"])
            await service.SubmitAsync(table, partition, [.. keys.Reverse().Select(k => TableOperation.Insert(k, Row(1)))], None);
        Assert.Equal(
            new[] { "P1", "p1", "p10", "p2" }.SelectMany(p => keys.Select(k => (p, k))),
            (await ListAsync(service, new TableQuery())).Select(r => (r.PartitionKey, r.RowKey)));
        Assert.Equal(["A", "B", "_5"], (await ListAsync(service, new TableQuery { Partition = "p1", RowFrom = "A", RowBefore = "a" })).Select(r => r.RowKey));
        Assert.Equal(["p1", "p10"], (await ListAsync(service, new TableQuery { PartitionFrom = "p1", PartitionBefore = "p2", RowFrom = "a~", RowBefore = "b" })).Select(r => r.PartitionKey));
        Assert.Empty(await ListAsync(service, new TableQuery { Partition = "p" }));
    }

    [Fact]
    public async Task Query_InPages_GoesOnWhereItStopped()
    {
        var service = await OpenAsync();
        var keys = Enumerable.Range(0, 25).Select(i => i.ToString("D3", CultureInfo.InvariantCulture)).ToArray();
        foreach (var partition in (string[])["p1", "p2"]) await service.SubmitAsync(table, partition, [.. keys.Select(k => TableOperation.Insert(k, Row(1)))], None);
        var rows = await ListAsync(service, new TableQuery { PartitionFrom = "p", RowFrom = "005", PageSize = 7 });
        Assert.Equal(new[] { "p1", "p2" }.SelectMany(p => keys[5..].Select(k => (p, k))), rows.Select(r => (r.PartitionKey, r.RowKey)));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("a b")]
    [InlineData("a%2Fb")]
    [InlineData("a+b&c=d")]
    [InlineData("日本😀é")]
    [InlineData("..")]
    [InlineData("(x,y)")]
    public async Task Key_OfAnyAllowedCharacters_IsKept(string key)
    {
        var service = await OpenAsync();
        await service.SubmitAsync(table, key, [TableOperation.Upsert(key, Row(1)), TableOperation.Insert("other", Row(2))], None);
        var read = await service.ReadAsync(table, key, key, null, None);
        Assert.Equal((key, key), (read!.PartitionKey, read.RowKey));
        Assert.Equal(key, Assert.Single(await ListAsync(service, new TableQuery { Partition = key, RowFrom = key, RowBefore = key + "!" })).RowKey);
        Assert.True((await service.SubmitAsync(table, key, [TableOperation.Update(key, Row(3), read.ETag), TableOperation.Delete("other")], None)).IsDone);
    }

    [Fact]
    public async Task Limit_OfKeysAndProperties_IsKept()
    {
        var service = await OpenAsync();
        var longest = new string('k', TableLimits.KeyLength);
        await service.SubmitAsync(table, longest, [TableOperation.Insert(longest, new Dictionary<string, object> { ["B"] = new byte[TableLimits.PropertyBytes] })], None);
        Assert.Equal(TableLimits.PropertyBytes, ((byte[])(await service.ReadAsync(table, longest, longest, null, None))!.Properties["B"]).Length);
        foreach (var bad in (string[])["/", "\\", "#", "?", "\u0001", "\u007f", "\u0085", longest + "k"])
            await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync(table, Partition, [TableOperation.Insert("a" + bad, Row(1))], None).AsTask());
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync(table, Partition, [TableOperation.Insert("r", new Dictionary<string, object> { ["B"] = new byte[TableLimits.PropertyBytes + 1] })], None).AsTask());
    }

    [Fact]
    public async Task Limit_OfTransactions_IsKept()
    {
        var service = await OpenAsync();
        var most = Enumerable.Range(0, TableLimits.TransactionOperations).Select(i => TableOperation.Insert("r" + i, Row(i))).ToList();
        Assert.True((await service.SubmitAsync(table, Partition, most, None)).IsDone);
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync(table, "p2", [.. most, TableOperation.Insert("more", Row(1))], None).AsTask());
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync(table, "p2", [TableOperation.Upsert("r", Row(1)), TableOperation.Upsert("r", Row(2))], None).AsTask());
        var large = Enumerable.Range(0, 65).Select(i => TableOperation.Insert("r" + i, new Dictionary<string, object> { ["B"] = new byte[TableLimits.PropertyBytes] })).ToList();
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync(table, "p2", large, None).AsTask());
        Assert.Empty(await ListAsync(service, new TableQuery { Partition = "p2" }));
    }

    /// <summary>Gives the service.</summary>
    protected abstract Task<ITableService> GetAsync();

    private static Dictionary<string, object> Row(int number) => new() { ["N"] = number };

    private async Task<ITableService> OpenAsync()
    {
        var service = await GetAsync();
        await service.CreateTableAsync(table, None);
        return service;
    }

    private async Task InsertAsync(ITableService service, params string[] rows) =>
        Assert.True((await service.SubmitAsync(table, Partition, [.. rows.Select((r, i) => TableOperation.Insert(r, Row(i)))], None)).IsDone);

    private async Task<List<TableRow>> ListAsync(ITableService service, TableQuery query)
    {
        var rows = new List<TableRow>();
        string? continuation = null;
        do
        {
            var page = await service.QueryAsync(table, query, continuation, None);
            Assert.True(page.Rows.Count <= query.PageSize);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}

public sealed class InMemoryTableServiceTests : TableServiceConformance
{
    protected override Task<ITableService> GetAsync() => Task.FromResult<ITableService>(new MemoryTables());

    [Fact]
    public async Task Row_OverTheLimitOfAWholeRow_IsRefused()
    {
        var service = new MemoryTables();
        await service.CreateTableAsync("Large", CancellationToken.None);
        var row = Enumerable.Range(0, 16).ToDictionary(i => "B" + i, object (_) => new byte[TableLimits.PropertyBytes]);
        await Assert.ThrowsAsync<TableRefusedException>(() => service.SubmitAsync("Large", "p", [TableOperation.Insert("r", row)], CancellationToken.None).AsTask());
    }
}

public sealed class AzuriteTableServiceTests : TableServiceConformance
{
    private readonly Azurite azurite;

    public AzuriteTableServiceTests(Azurite azurite)
    {
        Azurite.Require();
        this.azurite = azurite;
    }

    protected override Task<ITableService> GetAsync() => azurite.ServiceAsync();
}
