using System.Globalization;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables;

/// <summary>A group may have millions of rows: who deletes them never has more than a page of them in hand.</summary>
public sealed class LargeGroupTests
{
    private const string Group = "stats";
    private const int Commits = 350;
    private const int PageRows = 60;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Upkeep_OfAGroupOfManyMarks_DeletesThemAsTheyCome()
    {
        var (under, watched) = await FilledAsync(values: false);
        under.Time.AdvanceTo(under.Time.GetUtcNow() + under.Options.MarkRetention + TimeSpan.FromHours(2));
        await new TableUpkeep(under.Another(watched)).RunAsync(None);
        Assert.Null(await under.Store.ReadMarkAsync(Group, "m0", None));
        Assert.Null(await under.Store.ReadMarkAsync(Group, Name(Commits - 1), None));
        Assert.False(await under.Store.GroupExistsAsync(Group, None));
        AssertFew(watched);
    }

    [Fact]
    public async Task Group_OfManyValuesDeletedByHand_IsDeletedAsItComes()
    {
        var (under, watched) = await FilledAsync(values: true);
        Assert.Equal(Commits, await under.Another(watched).DeleteGroupAsync(Group, None));
        Assert.Empty(await under.Store.ListAsync(Group, "", None));
        AssertFew(watched);
    }

    /// <summary>A page, what is left of the one before, and the group's own row in the list of what to look at.</summary>
    private static void AssertFew(WatchedTables watched) => Assert.InRange(watched.Most, 1, PageRows + TableLimits.TransactionOperations + 1);

    private static async Task<(TableStoreUnderTest Under, WatchedTables Watched)> FilledAsync(bool values)
    {
        var tables = new MemoryTables(mostPerPage: PageRows);
        var under = await TableStoreUnderTest.OpenAsync(tables, new StepwellOptions());
        for (var i = 0; i < Commits; i++)
        {
            var commit = new StepCommit
            {
                Id = Name(i), HomeGroup = Group, TraceId = "t", Handler = "Call", At = under.Time.GetUtcNow(), Mark = new(Name(i)), Changes = values ? [new(Name(i), "1"u8.ToArray())] : [],
            };
            Assert.Equal(CommitOutcome.Committed, await under.Store.CommitAsync(commit, None));
        }
        return (under, new WatchedTables(tables));
    }

    private static string Name(int number) => "m" + number.ToString(CultureInfo.InvariantCulture);
}
