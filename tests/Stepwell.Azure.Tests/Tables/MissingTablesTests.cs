using Azure;
using Azure.Data.Tables.Models;
using Stepwell.Azure.Tables;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>Tables that nobody deployed.</summary>
public sealed class MissingTablesTests(Azurite azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfEachKind_CreatesTheTableThatItLacks()
    {
        Azurite.Require();
        var tables = new MissingTables(await OfficialTables.OpenAsync(azurite));
        Assert.Null(await tables.ReadAsync(New(), "p", "r", null, Cancellation));
        Assert.Empty((await tables.QueryAsync(New(), new TableQuery { Partition = "p" }, null, Cancellation)).Rows);
        var written = New();
        Assert.True((await tables.SubmitAsync(written, "p", [TableOperation.Insert("r", new Dictionary<string, object> { ["A"] = "1" })], Cancellation)).IsDone);
        Assert.NotNull(await tables.ReadAsync(written, "p", "r", null, Cancellation));
    }

    [Fact]
    public async Task Call_ToATableThatMayNotBeCreated_NamesItAndTheRole()
    {
        var tables = new MissingTables(new NoTables());
        var told = await Assert.ThrowsAsync<StepException>(() => tables.ReadAsync("StepwellState", "p", "r", null, Cancellation).AsTask());
        Assert.Equal("SW4005: The table 'StepwellState' does not exist, and the app may not create it (AuthorizationPermissionMismatch). Run azd provision, which creates it, or give the app's identity the role Storage Table Data Contributor on the storage account.", told.Message);
    }

    private static string New() => "t" + Guid.NewGuid().ToString("N");

    private sealed class NoTables : ITableService
    {
        private static RequestFailedException Missing => new(404, "no", TableErrorCode.TableNotFound.ToString(), null);

        public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => throw new RequestFailedException(403, "no", "AuthorizationPermissionMismatch", null);

        public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) => throw Missing;

        public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) => throw Missing;

        public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) => throw Missing;
    }
}
