using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stepwell.Azure.Tests.Http;
using Stepwell.Bus;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Testing;

namespace Stepwell.Azure.Tests.Operators;

/// <summary>What is the Functions' own of the operators' API.</summary>
public sealed class OperatorsApiTests
{
    private const string Base = "/_stepwell/api/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Description_OfItsOperations_IsTheLocalHostsButForWhoIsRefused()
    {
        await using var both = await TwoHosts.StartAsync();
        var local = await DocumentAsync(both.Local.Http);
        var functions = await DocumentAsync(both.Functions.Client);
        var (expected, actual) = (Operations(local), Operations(functions));
        Assert.Equal(expected.Keys.Where(k => k.Contains("/state", StringComparison.Ordinal) || k.Contains("/entries", StringComparison.Ordinal) || k.Contains("/dead-letters", StringComparison.Ordinal) || k.Contains("/openapi", StringComparison.Ordinal)), actual.Keys);
        Assert.All(actual, o => Assert.Equal(WithoutRefusal(expected[o.Key], "403"), WithoutRefusal(o.Value, "401")));
        foreach (var (name, schema) in functions["components"]!["schemas"]!.AsObject()) Assert.Equal(local["components"]!["schemas"]![name]!.ToJsonString(), schema!.ToJsonString());
    }

    [Fact]
    public async Task Store_ThatCannotBeReached_Is503AndEachOfSeveralIsToldOf()
    {
        var tables = new BrokenTables();
        await using var app = await FunctionsApp.StartAsync<ConformanceApp>(s => s.Replace(ServiceDescriptor.Singleton<ITableService>(tables)));
        tables.Failure = new RequestFailedException(503, "The server is busy.\nHeaders: …", "ServerBusy", null);
        foreach (var path in (string[])["state", "entries?group=g", "dead-letters", "dead-letters/counts"])
        {
            using var answer = await app.Client.GetAsync(Base + path, Cancellation);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("Table Storage answered 503 (ServerBusy); see the host's log.", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["detail"]);
        }
        using var several = await app.Client.PostAsJsonAsync(Base + "dead-letters/discard", new { ids = new[] { "a", "b" } }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, several.StatusCode);
        Assert.Equal(["unavailable", "unavailable"], JsonNode.Parse(await several.Content.ReadAsStringAsync(Cancellation))!.AsArray().Select(o => (string?)o!["error"]));
        using var one = await app.Client.DeleteAsync(Base + "dead-letters/a", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, one.StatusCode);
    }

    [Fact]
    public async Task Replay_WhileTheBrokerCannotBeReached_HoldsAndTheSweepSendsIt()
    {
        var (broker, time) = (new BrokenSender(), new VirtualTime(TwoHosts.Now));
        await using var app = await FunctionsApp.StartAsync<ConformanceApp>(s =>
            s.Replace(ServiceDescriptor.Singleton<IMessageSender>(broker)).Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        var store = app.Services.GetRequiredService<TableStore>();
        var envelope = new Messaging.EventEnvelope { Id = "e", Topic = "ping", Source = "test", Time = TwoHosts.Now, TraceId = TwoHosts.Trace, OrderingKey = "k", Data = "{}"u8.ToArray() };
        var commit = new StepCommit
        {
            Id = "c", HomeGroup = TwoHosts.Trace, TraceId = TwoHosts.Trace, Handler = nameof(OnPing), At = TwoHosts.Now, Mark = new("OnPing:e", Failed: true),
            DeadLetter = new("letter", nameof(OnPing), envelope, 5, "Reason.", null, TwoHosts.Now),
        };
        await store.CommitAsync(commit, Cancellation);
        await store.RelayAsync(commit, Cancellation);
        broker.IsBroken = true;

        using var replayed = await app.Client.PostAsync(Base + "dead-letters/letter/replay", null, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        using var gone = await app.Client.GetAsync(Base + "dead-letters/letter", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        broker.IsBroken = false;
        time.AdvanceTo(TwoHosts.Now.AddMinutes(10));
        await new OutboxSweep(store).SweepAsync(Cancellation);
        Assert.Equal("ping", Assert.Single(broker.Kept.All).Topic);
    }

    private static async Task<JsonNode> DocumentAsync(HttpClient client) => JsonNode.Parse(await client.GetStringAsync(Base + "openapi.json", Cancellation))!;

    private static SortedDictionary<string, JsonObject> Operations(JsonNode document) => new(document["paths"]!.AsObject()
        .SelectMany(p => p.Value!.AsObject().Select(o => (Key: $"{p.Key} {o.Key}", Value: o.Value!.AsObject()))).ToDictionary(o => o.Key, o => o.Value), StringComparer.Ordinal);

    private static string WithoutRefusal(JsonObject operation, string status)
    {
        Assert.True(operation["responses"]!.AsObject().Remove(status));
        return operation.ToJsonString();
    }

    private sealed class BrokenTables : ITableService
    {
        private readonly MemoryTables inner = new();

        internal Exception? Failure { get; set; }

        public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

        public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
            Failure is null ? inner.ReadAsync(table, partitionKey, rowKey, select, cancellation) : throw Failure;

        public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
            Failure is null ? inner.QueryAsync(table, query, continuation, cancellation) : throw Failure;

        public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
            Failure is null ? inner.SubmitAsync(table, partitionKey, operations, cancellation) : throw Failure;
    }

    private sealed class BrokenSender : IMessageSender
    {
        internal SentMessages Kept { get; } = new();

        internal bool IsBroken { get; set; }

        public ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) =>
            IsBroken ? throw new IOException("The broker is away.") : Kept.SendAsync(topic, messages, cancellation);
    }
}
