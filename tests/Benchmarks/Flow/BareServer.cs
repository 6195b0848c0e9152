using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Flow;

/// <summary>The same flow by hand: Kestrel, one SQLite writer with group commit and full flushes, an in-memory hand-over, no framework.</summary>
public sealed class BareServer : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly BlockingCollection<Work> queue = new();
    private readonly SqliteConnection db;
    private readonly SqliteCommand setState, insertEvent, deleteEvent;
    private long lastId;

    private sealed record Work(string Group, string Key, byte[] Value, string? Topic, byte[]? Event, long Ends, Action<long>? Then, TaskCompletionSource? Done);

    private BareServer(string folder)
    {
        db = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=false");
        db.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000; CREATE TABLE state(grp TEXT, key TEXT, json BLOB, PRIMARY KEY(grp, key)) WITHOUT ROWID; CREATE TABLE queue(id INTEGER PRIMARY KEY, topic TEXT, data BLOB)");
        setState = Command("INSERT INTO state VALUES($1, $2, $3) ON CONFLICT(grp, key) DO UPDATE SET json = excluded.json", 3);
        insertEvent = Command("INSERT INTO queue VALUES($1, $2, $3)", 3);
        deleteEvent = Command("DELETE FROM queue WHERE id = $1", 1);
        new Thread(Write) { IsBackground = true }.Start();
    }

    public static async Task RunAsync(string url, string folder)
    {
        using var server = new BareServer(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.MapPost("/flow", (RequestDelegate)server.PlaceAsync);
        app.MapGet("/meter", (RequestDelegate)(http => http.Response.WriteAsJsonAsync(FlowMeter.Read())));
        app.MapDelete("/meter", (RequestDelegate)(_ =>
        {
            FlowMeter.Reset();
            return Task.CompletedTask;
        }));
        await app.RunAsync();
    }

    public void Dispose() => db.Dispose();

    private async Task PlaceAsync(HttpContext http)
    {
        var order = (await JsonSerializer.DeserializeAsync<FlowOrder>(http.Request.Body, Json))!;
        var id = Guid.NewGuid().ToString("N");
        var placed = JsonSerializer.SerializeToUtf8Bytes(new FlowPlaced(id, order.Sku, order.Quantity, order.SentAt, Stopwatch.GetTimestamp()), Json);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Add(new(id, "order", JsonSerializer.SerializeToUtf8Bytes(new FlowState(order.Customer, order.Sku, order.Quantity, 0), Json), "flow.placed", placed, 0, row => Price(row, placed), done));
        await done.Task;
        http.Response.StatusCode = 202;
        await http.Response.WriteAsJsonAsync(new FlowReceipt(id));
    }

    private void Price(long row, byte[] data)
    {
        var e = JsonSerializer.Deserialize<FlowPlaced>(data, Json)!;
        FlowMeter.Hop(e.EmittedAt);
        var total = e.Quantity * 6.25m;
        var priced = JsonSerializer.SerializeToUtf8Bytes(new FlowPriced(e.OrderId, total, e.SentAt, Stopwatch.GetTimestamp()), Json);
        queue.Add(new(e.OrderId, "price", JsonSerializer.SerializeToUtf8Bytes(total, Json), "flow.priced", priced, row, next => Confirm(next, priced), null));
    }

    private void Confirm(long row, byte[] data)
    {
        var e = JsonSerializer.Deserialize<FlowPriced>(data, Json)!;
        FlowMeter.Hop(e.EmittedAt);
        queue.Add(new(e.OrderId, "confirmed", JsonSerializer.SerializeToUtf8Bytes(e.Total, Json), null, null, row, null, null));
        FlowMeter.Done(e.SentAt);
    }

    private void Write()
    {
        var batch = new List<(Work Work, long Row)>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            Execute("BEGIN IMMEDIATE");
            batch.Add((first, Apply(first)));
            while (batch.Count < 512 && queue.TryTake(out var more)) batch.Add((more, Apply(more)));
            Execute("COMMIT");
            foreach (var (work, row) in batch)
            {
                if (work.Then is { } then) ThreadPool.UnsafeQueueUserWorkItem(static s => s.then(s.row), (then, row), preferLocal: false);
                work.Done?.SetResult();
            }
            batch.Clear();
        }
    }

    private long Apply(Work work)
    {
        Run(setState, work.Group, work.Key, work.Value);
        if (work.Ends != 0) Run(deleteEvent, work.Ends);
        if (work.Event is null) return 0;
        Run(insertEvent, ++lastId, work.Topic!, work.Event);
        return lastId;
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
