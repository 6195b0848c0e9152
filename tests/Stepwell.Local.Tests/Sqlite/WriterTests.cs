using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Tests.Sqlite;

public sealed class WriterTests
{
    [Fact]
    public async Task Add_WhileTheWriterIsDisposed_IsDoneOrRefusedAlways()
    {
        for (var round = 0; round < 200; round++)
        {
            using var db = new Database(null);
            var writer = new Writer(db, null);
            using var go = new Barrier(3);
            var adding = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                go.SignalAndWait(TestContext.Current.CancellationToken);
                var added = new List<Task<int>>();
                for (var i = 0; i < 50; i++) added.Add(writer.AddAsync(static _ => 1));
                return added;
            }, TestContext.Current.CancellationToken)).ToArray();
            go.SignalAndWait(TestContext.Current.CancellationToken);
            writer.Dispose();
            foreach (var work in (await Task.WhenAll(adding)).SelectMany(a => a))
            {
                try
                {
                    Assert.Equal(1, await work.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
                }
                catch (ObjectDisposedException)
                {
                    // It came too late, and knows.
                }
            }
        }
    }

    [Fact]
    public async Task Add_WhileAnotherProcessHoldsTheFile_FailsAllThatWaitsTogether()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell-held-");
        try
        {
            using var other = new Database(Path.Combine(folder.FullName, "held.db"));
            other.Execute("PRAGMA journal_mode=WAL; CREATE TABLE t(x); BEGIN IMMEDIATE");
            using var db = new Database(Path.Combine(folder.FullName, "held.db"));
            db.Execute("PRAGMA busy_timeout=300");
            using var writer = new Writer(db, null);
            var works = Enumerable.Range(0, 4).Select(_ => writer.AddAsync(d => d["INSERT INTO t VALUES(1)"].Run())).ToArray();
            // The first may go by itself; what came behind it waits together.
            await Assert.ThrowsAsync<SqliteFailure>(() => works[0]);
            await Assert.ThrowsAsync<SqliteFailure>(() => works[1]);
            other.Execute("ROLLBACK");
            await Assert.ThrowsAsync<SqliteFailure>(() => works[2]);
            await Assert.ThrowsAsync<SqliteFailure>(() => works[3]);
            Assert.Equal(1, await writer.AddAsync(d => d["INSERT INTO t VALUES(1)"].Run()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Add_WhileABatchIsApplied_IsWrittenInTheSameTransaction()
    {
        using var db = new Database(null);
        using var writer = new Writer(db, null);
        var order = new List<string>();
        Task<bool>? late = null;
        await writer.AddAsync(_ =>
        {
            order.Add("first applied");
            late = writer.AddAsync(_ =>
            {
                order.Add("late applied");
                return true;
            });
            return true;
        }, _ => order.Add("first committed"));
        await late!;

        Assert.Equal(["first applied", "late applied", "first committed"], order);
    }

    [Fact]
    public async Task Add_WhileABatchIsApplied_FailsAlone()
    {
        using var db = new Database(null);
        db.Execute("CREATE TABLE t(n INTEGER)");
        using var writer = new Writer(db, null);
        Task<int>? late = null;
        await writer.AddAsync(w =>
        {
            late ??= writer.AddAsync<int>(_ => throw new InvalidOperationException("bad"));
            return w["INSERT INTO t VALUES(1)"].Run();
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => late!);
        Assert.Equal(1, await writer.AddAsync(w =>
        {
            var row = w["SELECT count(*) FROM t"];
            row.Read();
            var count = row.Long(0);
            row.Reset();
            return count;
        }));
    }
}
