using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Pages.DeadLetters;
using Stepwell.Workbench.Pages.Traces;
using Stepwell.Workbench.Pages.Traces.Compare;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>Who shows one trace reads it again for what runs in that trace only: reading a whole trace is dear.</summary>
public sealed class ConcernTests
{
    private const int Patience = 30_000;
    private const string Mine = "0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly PlayedFeed feed = new();
    private volatile int asked;
    private volatile string status = "running";

    [Fact(Timeout = Patience)]
    public Task TracePage_AnotherTraceRuns_IsNotReadAgain() => IsReadForItsOwnOnlyAsync<TracePage>(new() { [nameof(TracePage.Id)] = Mine }, "ok");

    [Fact(Timeout = Patience)]
    public Task ReplayWatch_AnotherTraceRuns_IsNotReadAgain() => IsReadForItsOwnOnlyAsync<ReplayWatch>(new() { [nameof(ReplayWatch.Letter)] = Letter }, "running");

    [Fact(Timeout = Patience)]
    public Task ComparePage_AnotherTraceRuns_IsNotReadAgain() => IsReadForItsOwnOnlyAsync<Compared>([], "ok");

    [Fact(Timeout = Patience)]
    public async Task ReplayWatch_ItsRunHasEnded_IsNotReadAgain()
    {
        await using var stage = await OpenAsync<ReplayWatch>(new() { [nameof(ReplayWatch.Letter)] = Letter });
        status = "ok";
        feed.Run(Mine);
        stage.Advance(Pace);
        await LiveStage.UntilAsync(() => asked == 2 && !feed.IsHeard);

        stage.Advance(TimeSpan.FromMinutes(1));
        await stage.DoAsync(() => { });

        Assert.Equal(2, asked);
    }

    private static DeadLetterInfo Letter => new()
    {
        Id = "l",
        Handler = "S",
        CanReplay = true,
        Reason = "",
        Topic = "t",
        TraceId = Mine,
        EventId = "e",
        Attempts = 1,
        Generation = 0,
        At = DateTimeOffset.UnixEpoch,
        Data = new Payload(null, "", 0),
    };

    private async Task IsReadForItsOwnOnlyAsync<TPage>(Dictionary<string, object?> parameters, string itsStatus) where TPage : IComponent
    {
        status = itsStatus;
        await using var stage = await OpenAsync<TPage>(parameters);
        feed.Run("another");
        await stage.HearAsync();

        stage.Advance(Pace);
        await stage.DoAsync(() => { });
        Assert.Equal(1, asked);
        feed.Run(Mine);

        await LiveStage.UntilAsync(() => asked == 2);
    }

    private async Task<LiveStage> OpenAsync<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent
    {
        var stage = new LiveStage(feed.Answering(Answer));
        await stage.OpenAsync<TPage>(parameters);
        await LiveStage.UntilAsync(() => feed.IsHeard && asked == 1);
        await stage.DoAsync(() => { });
        return stage;
    }

    private object? Answer(string question, object?[] arguments) => question switch
    {
        nameof(IIntrospection.ManifestAsync) => Task.FromResult(new JsonObject { ["app"] = "a" }),
        nameof(IIntrospection.DeadLettersAsync) => Task.FromResult(new Page<DeadLetterInfo>([], null)),
        nameof(IIntrospection.TraceAsync) => TraceAsync((string)arguments[0]!),
        _ => null,
    };

    private Task<TraceDetail> TraceAsync(string trace)
    {
        if (trace == Mine) asked++;
        return Task.FromResult(new TraceDetail(PlayedTraces.Trace(1, "t"), [PlayedTraces.Span(status)]));
    }

    private sealed class Compared : ComparePage
    {
        public Compared() => (First, Second) = (Mine, Other);
    }
}
