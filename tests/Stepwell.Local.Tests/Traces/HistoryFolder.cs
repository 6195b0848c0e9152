using System.Net;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Tests.Traces;

/// <summary>A data directory whose history is looked into.</summary>
internal sealed class HistoryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell");

    internal string Path => folder.FullName;

    internal string File => System.IO.Path.Combine(Path, "traces.db");

    /// <summary>Where a damaged file goes.</summary>
    internal string Aside => System.IO.Path.Combine(Path, "traces.damaged.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Leaves what a host has that ran before and took an order.</summary>
    internal async Task<string> LeaveAsync()
    {
        await using var desk = await Desk.StartInAsync(Path);
        return await desk.OrderAsync("book");
    }

    /// <summary>Looks at an order, which is a part of its trace.</summary>
    internal static async Task LookAsync(Desk desk, string trace)
    {
        using var looked = await desk.Http.GetAsync(new Uri("/orders/" + trace, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
    }

    /// <summary>Waits until what is on disk of a trace is as it should be.</summary>
    internal async Task<IReadOnlyList<SpanDetail>> OnDiskAsync(string trace, Func<IReadOnlyList<SpanDetail>, bool> awaited)
    {
        using var file = new TraceFile(File);
        while (true)
        {
            var spans = file.Spans(trace);
            if (awaited(spans)) return spans;
            await PauseAsync();
        }
    }

    /// <summary>Waits until the file was moved aside.</summary>
    internal async Task SetAsideAsync()
    {
        while (!System.IO.File.Exists(Aside)) await PauseAsync();
    }

    /// <summary>True where nobody reads: a question that is left open keeps the log from being emptied.</summary>
    internal bool IsAtRest()
    {
        using var db = new Database(File);
        var row = db["PRAGMA wal_checkpoint(TRUNCATE)"];
        Assert.True(row.Read());
        var busy = row.Long(0);
        row.Reset();
        return busy == 0;
    }

    /// <summary>Between two looks.</summary>
    internal static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);

    /// <summary>Changes the file as no host does.</summary>
    internal void Change(string sql)
    {
        using var db = new Database(File);
        db.Execute(sql);
    }

    /// <summary>Lets nobody write to the file until it is disposed.</summary>
    internal IDisposable Hold()
    {
        var db = new Database(File);
        db.Execute("BEGIN IMMEDIATE");
        return db;
    }

    /// <summary>Another folder with all that is on disk now: what a host finds that was killed here.</summary>
    internal HistoryFolder AsAfterAKill()
    {
        var after = new HistoryFolder();
        foreach (var name in (string[])["traces.db", "stepwell.db"])
        {
            using var db = new Database(System.IO.Path.Combine(Path, name));
            db.Execute($"VACUUM INTO '{System.IO.Path.Combine(after.Path, name)}'");
        }
        return after;
    }

    /// <summary>Overwrites the first page of a table or an index.</summary>
    internal void Spoil(string name)
    {
        long page;
        using (var db = new Database(File))
        {
            var row = db["SELECT rootpage FROM sqlite_master WHERE name = ?"].Bind(name);
            Assert.True(row.Read());
            page = row.Long(0);
            row.Reset();
        }
        using var file = new FileStream(File, FileMode.Open, FileAccess.Write);
        file.Position = (page - 1) * 4096;
        file.Write(Enumerable.Repeat((byte)0xff, 4096).ToArray());
    }
}
