using Microsoft.Extensions.DependencyInjection;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Tests.Introspection;

/// <summary>What people ask in the same process is refused as over HTTP where the store fails, so that a page can say so and keep what was typed.</summary>
public sealed class BrokenStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_WhileTheStoreTakesNone_IsRefusedAsUnavailable()
    {
        await using var desk = await Desk.StartAsync();
        desk.App.Store.Writer.Dispose();
        await RefusedAsync(desk,
            h => h.WriteValueAsync("g", "k", 1, cancellation: Cancellation),
            h => h.DeleteValueAsync("g", "k", cancellation: Cancellation),
            h => h.DeleteGroupAsync("g", Cancellation),
            h => h.SendAsync(new("desk.paid", new System.Text.Json.Nodes.JsonObject { ["item"] = "a" }), Cancellation),
            h => h.RunCronAsync("Nightly", Cancellation));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("dead_letters")]
    public async Task Question_AboutWhatCannotBeRead_IsRefusedAsUnavailable(string table)
    {
        await using var desk = await Desk.StartAsync();
        await desk.App.Store.Writer.AddAsync(db => db[$"DROP TABLE {table}"].Run());
        await RefusedAsync(desk, table == "state"
            ? [
                h => h.GroupsAsync(new(), Cancellation),
                h => h.GroupAsync("g", Cancellation),
                h => h.ValueAsync("g", "k", Cancellation),
                h => h.WriteValueAsync("g", "k", 1, cancellation: Cancellation),
            ]
            : [
                h => h.DeadLettersAsync(new(), Cancellation),
                h => h.DeadLettersAsync(new() { Text = "a" }, Cancellation),
                h => h.DeadLetterCountsAsync(Cancellation),
                h => h.DeadLetterAsync("none", Cancellation),
                h => h.EditDeadLetterAsync("none", null, Cancellation),
            ]);
    }

    [Fact]
    public async Task Trace_ThatCannotBeReadFromDisk_IsRefusedAsUnavailable()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell");
        try
        {
            string trace;
            await using (var desk = await Desk.StartInAsync(folder.FullName)) trace = await desk.OrderAsync("book");
            await using var again = await Desk.StartInAsync(folder.FullName);
            await again.EarlierAsync(trace);
            using (var db = new Database(Path.Combine(folder.FullName, "traces.db"))) db.Execute("DROP TABLE traces");
            await RefusedAsync(again, h => h.TraceAsync(trace, Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RefusedAsync(Desk desk, params Func<IIntrospection, Task>[] asked)
    {
        var host = desk.App.Web.Services.GetRequiredService<IIntrospection>();
        foreach (var ask in asked)
        {
            var e = await Assert.ThrowsAsync<IntrospectionException>(() => ask(host));
            Assert.Equal(IntrospectionError.Unavailable, e.Error);
        }
    }
}
