using System.Net;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Tests.Steps;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Sqlite;

/// <summary>An event handler whose name is an api handler's at the next start: what waited for it has a clear outcome.</summary>
public sealed class OrphanTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-orphans");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Queue_OfAHandlerThatBecameApi_IsAmongTheDeadLettersAndRefusedThere()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using (var before = await StartAsync(time))
            await before.SendAsync(new Ordered("book", "1"), new EmitOptions { Delay = TimeSpan.FromHours(1) });
        // What another version of the app left: TakeOrder took events then.
        using (var file = new Database(Path.Combine(folder.FullName, "stepwell.db")))
            file.Execute("UPDATE queue SET handler = (SELECT id FROM handlers WHERE name = 'TakeOrder') WHERE handler = (SELECT id FROM handlers WHERE name = 'Check')");

        await using var app = await StartAsync(time);
        await app.AdvanceAsync(TimeSpan.FromHours(2));

        var letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("TakeOrder", 0), (letter.Handler, letter.Attempts));
        Assert.Contains("takes no events any more", letter.Reason, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<StepException>(() => app.ReplayAsync(letter));
        Assert.Equal("SW2005", refused.Id);
        Assert.Equal(letter.HandlerGone().Message, refused.Message);
        Assert.Single(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task Replay_OfADeadLetterWhoseHandlerBecameApi_IsAConflictThatSaysWhatToDo()
    {
        await using var desk = await Desk.StartAsync();
        await desk.OrderAsync("bad book");
        await desk.App.Store.Writer.AddAsync(db => db["UPDATE dead_letters SET handler = 'TakeOrder'"].Run());

        var letter = (await desk.GetAsync("dead-letters"))["items"]!.AsArray().Single()!;

        Assert.False((bool)letter["canReplay"]!);
        await desk.RefusedAsync(HttpStatusCode.Conflict, "discard the letter", "POST", $"dead-letters/{letter["id"]}/replay");
        Assert.Single((await desk.GetAsync("dead-letters"))["items"]!.AsArray());
    }

    private Task<TestApp> StartAsync(VirtualTime time) => TestApp.StartAsync<DeskApp>(null, time, folder.FullName);
}
