using Stepwell.Catalog;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Tests.Steps;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Local.Tests.Sqlite;

public sealed class PruneTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SqliteStore store = new(null, StepCatalog.Of(typeof(DeskApp)));

    public void Dispose() => store.Dispose();

    /// <summary>Attempts note their time before they wait for the writer, and clocks are set back: a later row may be of an earlier hour.</summary>
    [Fact]
    public async Task Prune_CommitsWhoseHoursCameOutOfOrder_LosesNoneOfThem()
    {
        await CommitAsync("first", Noon);
        await CommitAsync("young", Noon.AddHours(5));
        await CommitAsync("late", Noon.AddHours(-1));
        var options = new StepwellOptions { MarkRetention = TimeSpan.FromDays(1) };

        await store.PruneAsync(options, Noon.AddDays(1).AddHours(3), CancellationToken.None);
        Assert.False(await ExistsAsync("first"));
        Assert.True(await ExistsAsync("young"));

        // What stands behind a younger one waits for it, and is not forgotten.
        await store.PruneAsync(options, Noon.AddDays(1).AddHours(7), CancellationToken.None);
        Assert.False(await ExistsAsync("young"));
        Assert.False(await ExistsAsync("late"));
    }

    [Fact]
    public async Task Prune_AfterATimeInWhichNothingWasDone_GoesOnWithWhatIsDoneLater()
    {
        var options = new StepwellOptions { MarkRetention = TimeSpan.FromDays(1) };
        for (var i = 0; i < 300; i++) await CommitAsync("old" + i, Noon);
        await store.PruneAsync(options, Noon.AddDays(3), CancellationToken.None);
        await store.PruneAsync(options, Noon.AddDays(3), CancellationToken.None);
        Assert.False(await ExistsAsync("old299"));

        await CommitAsync("later", Noon.AddDays(3));
        await store.PruneAsync(options, Noon.AddDays(3).AddHours(1), CancellationToken.None);
        Assert.True(await ExistsAsync("later"));
        await store.PruneAsync(options, Noon.AddDays(5), CancellationToken.None);
        Assert.False(await ExistsAsync("later"));
    }

    private ValueTask<bool> ExistsAsync(string group) => store.GroupExistsAsync(group, CancellationToken.None);

    private async Task CommitAsync(string group, DateTimeOffset at) => Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(
        new StepCommit { Id = group, HomeGroup = group, TraceId = group, Handler = "Check", At = at, Mark = new("Check:" + group) }, CancellationToken.None));
}
