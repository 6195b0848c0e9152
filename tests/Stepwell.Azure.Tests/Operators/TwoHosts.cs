using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stepwell.Azure.Tests.Http;
using Stepwell.Conformance.Steps;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Testing;

namespace Stepwell.Azure.Tests.Operators;

/// <summary>The same app, with the same content, on the local host and on Functions; whatever is asked is asked of both.</summary>
internal sealed partial class TwoHosts : IAsyncDisposable
{
    internal const string Trace = "0123456789abcdef0123456789abcdef";
    internal static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly (HttpClient Http, Dictionary<string, string> Versions)[] hosts;
    private int commits;

    private TwoHosts(TestApp local, FunctionsApp functions)
    {
        (Local, Functions) = (local, functions);
        hosts = [(local.Http, new()), (functions.Client, new())];
    }

    internal TestApp Local { get; }

    internal FunctionsApp Functions { get; }

    internal IEnumerable<IStepStore> Stores => [Local.Services.GetRequiredService<IStepStore>(), Functions.Services.GetRequiredService<IStepStore>()];

    internal IEnumerable<IStepStoreAdmin> Admins => [Local.Services.GetRequiredService<IStepStoreAdmin>(), Functions.Services.GetRequiredService<IStepStoreAdmin>()];

    internal static async Task<TwoHosts> StartAsync() => new(
        await TestApp.StartAsync<ConformanceApp>(startAt: Now),
        await FunctionsApp.StartAsync<ConformanceApp>(s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(new VirtualTime(Now)))));

    /// <summary>An id of a dead letter by its number.</summary>
    internal static string Id(int number) => $"{number:x32}";

    /// <summary>Buries an event of <see cref="OnConfided"/> in both.</summary>
    internal Task BuryAsync(int number, string name = "book", string handler = nameof(OnConfided), string topic = "confided", string trace = Trace) =>
        BuryAsync(number, new JsonObject { ["name"] = name, ["card"] = "4711", ["number"] = 1 }, handler, topic, trace);

    internal async Task BuryAsync(int number, JsonObject data, string handler, string topic, string trace)
    {
        var envelope = new EventEnvelope
        {
            Id = $"event-{number}", Topic = topic, Source = "test", Time = Now, TraceId = trace, OrderingKey = trace, Data = JsonSerializer.SerializeToUtf8Bytes(data),
        };
        var letter = new DeadLetter(Id(number), handler, envelope, 5, $"Reason {number}.", "at somewhere", Now.AddSeconds(number));
        await CommitAsync(trace, $"{handler}:{envelope.Id}", [], letter);
    }

    /// <summary>Sets a value in both, as a step would have.</summary>
    internal Task SetAsync(string group, string key, string json, string? sensitive = null) =>
        CommitAsync(group, $"by-test:{commits + 1}", [new StateChange(key, Encoding.UTF8.GetBytes(json), Sensitive: sensitive)], null);

    /// <summary>Asks both; the answers must be the same but for versions, which are the stores' own.</summary>
    /// <param name="status">What both answer.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the API's; <c>{version of K}</c> is the version that this host showed last for a key K.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="ifMatch">The header; null for none.</param>
    /// <returns>The answer's body.</returns>
    internal async Task<JsonNode> AskAsync(int status, string method, string path, string? body = null, string? ifMatch = null)
    {
        var answers = new List<string>();
        foreach (var (http, versions) in hosts)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/_stepwell/api/" + Filled(path, versions, escape: true));
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", Filled(ifMatch, versions, escape: false));
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Note(text, versions);
            var tag = response.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : "";
            if (tag.Length > 0) Assert.Equal($"\"{versions.Values.Last()}\"", tag);
            foreach (var version in versions.Values) text = text.Replace(version, "…", StringComparison.Ordinal);
            var headers = response.Headers.Concat(response.Content.Headers).Select(h => h.Key is "Date" or "ETag" or "Content-Length" ? h.Key : $"{h.Key}: {string.Join(", ", h.Value)}");
            answers.Add($"{(int)response.StatusCode}\n{string.Join('\n', headers.Where(h => h != "Date").Order(StringComparer.Ordinal))}\n\n{text}");
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.StartsWith($"{status}\n", answers[0], StringComparison.Ordinal);
        return answers[0].Split("\n\n", 2)[1] is { Length: > 0 } json ? JsonNode.Parse(json)! : new JsonObject();
    }

    /// <summary>Asks both for what they refuse, with a text that has some words.</summary>
    internal async Task RefusedAsync(int status, string words, string method, string path, string? body = null, string? ifMatch = null) =>
        Assert.Contains(words, Text(await AskAsync(status, method, path, body, ifMatch)), StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        await Functions.DisposeAsync();
    }

    private static string Text(JsonNode json) => json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private async Task CommitAsync(string group, string mark, IReadOnlyList<StateChange> changes, DeadLetter? letter)
    {
        var id = $"c{++commits:x15}";
        foreach (var store in Stores)
        {
            var commit = new StepCommit { Id = id, HomeGroup = group, TraceId = Trace, Handler = nameof(OnConfided), At = Now, Mark = new(mark, Failed: letter is not null), Changes = changes, DeadLetter = letter };
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, TestContext.Current.CancellationToken));
            await store.RelayAsync(commit, TestContext.Current.CancellationToken);
        }
    }

    private static string Filled(string text, Dictionary<string, string> versions, bool escape) =>
        VersionOf().Replace(text, m => escape ? Uri.EscapeDataString(versions[m.Groups[1].Value]) : versions[m.Groups[1].Value]);

    private static void Note(string text, Dictionary<string, string> versions)
    {
        if (text.Length == 0 || JsonNode.Parse(text) is not JsonObject json) return;
        foreach (var value in json["entries"]?.AsArray() ?? [json])
            if (value?["version"] is { } version)
            {
                versions.Remove((string)value["key"]!);
                versions[(string)value["key"]!] = (string)version!;
            }
    }

    [GeneratedRegex(@"\{version of (\w+)\}")]
    private static partial Regex VersionOf();
}
