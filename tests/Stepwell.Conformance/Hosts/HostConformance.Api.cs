using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    /// <summary>Throws while it is serialized.</summary>
    public sealed class Unwritable
    {
        public string Fine => "fine";

        public string Broken => throw new InvalidOperationException("cannot be written");
    }

    [Fact]
    public async Task Api_HandlerThrows_Is500WithTheTraceAndNothingCommitted()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            throw new InvalidOperationException("secret detail");
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/rooms/a/call");
        var problem = await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        Assert.Equal(TraceOf(answer), problem.GetProperty("traceId").GetString());
        Assert.DoesNotContain("secret detail", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
        Assert.Equal(1, options.Probe.Count(nameof(CallInGroup)));
        await host.QuietAsync();
        Assert.Equal([RunStatus.Failed], StatusesOf(host, nameof(CallInGroup)));
    }

    [Fact]
    public async Task Api_BodyCannotBeSerialized_Is500AndNothingCommitted()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            return new Unwritable();
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/rooms/a/call");
        await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
    }

    [Fact]
    public async Task Api_ResultThrowsWhileWriting_Is500AndNothingCommitted()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            return Results.Json(new Unwritable(), statusCode: 201);
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/rooms/a/call");
        await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
    }

    public static TheoryData<string, int, string?, string> Answers => new()
    {
        { "null", 204, null, "" },
        { "value", 200, "application/json; charset=utf-8", """{"text":"tea"}""" },
        { "string", 200, "text/plain; charset=utf-8", "tea" },
        { "created", 201, "application/json; charset=utf-8", """{"text":"tea"}""" },
        { "accepted", 202, null, "" },
        { "iresult", 418, "application/json; charset=utf-8", """{"text":"tea"}""" },
        { "text result", 200, "text/plain; charset=utf-8", "tea" },
        { "file", 200, "text/csv", "a;b" },
        { "stream", 200, "application/octet-stream", "tea" },
        { "stream result", 200, "text/css", "tea" },
        { "problem", 409, "application/problem+json", "*" },
        { "bytes", 200, "application/json; charset=utf-8", "\"AQI=\"" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Api_Answer_IsSentAsReturnedAndCommitsItsEffects(string kind, int status, string? mediaType, string body)
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(Call), step =>
        {
            step.State.Set("done", true);
            return kind switch
            {
                "null" => null,
                "value" => new Ping("tea"),
                "string" => "tea",
                "created" => ApiResult.Created("/there", new Ping("tea")).WithHeader("X-One", "1"),
                "accepted" => ApiResult.Accepted(),
                "iresult" => Results.Json(new Ping("tea"), statusCode: 418),
                "text result" => Results.Text("tea"),
                "file" => Results.File("a;b"u8.ToArray(), "text/csv", "list.csv"),
                "stream" => new MemoryStream("tea"u8.ToArray()),
                "stream result" => Results.Stream(new MemoryStream("tea"u8.ToArray()), "text/css"),
                "problem" => ApiResult.Conflict("taken"),
                _ => new byte[] { 1, 2 },
            };
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/call");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString());
        if (body != "*") Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.True(await host.StateAsync<bool>(TraceOf(answer), "done"));
        if (kind == "created") Assert.Equal(("/there", "1"), (answer.Headers.Location?.ToString(), answer.Headers.GetValues("X-One").Single()));
    }

    [Fact]
    public async Task Api_ClientHangsUpBeforeTheCommit_CommitsNothing()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(CallInGroup), async step =>
        {
            step.State.Set("key", 1);
            await gate.PassAsync();
        });
        await using var host = await StartAsync(options);
        using var hangUp = new CancellationTokenSource();
        var asking = host.Http.PostAsync(new Uri("/rooms/a/call", UriKind.Relative), null, hangUp.Token);
        await gate.Reached;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Eventually.HoldsAsync(() => StatusesOf(host, nameof(CallInGroup)) is [RunStatus.Failed], "the attempt ended");
        gate.Open();
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
    }

    [Fact]
    public async Task Api_ClientHangsUpAfterTheCommit_KeepsIt()
    {
        var options = new HostOptions();
        using var hangUp = new CancellationTokenSource();
        options.Probe.On(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            step.Http!.Response.OnStarting(() => hangUp.CancelAsync());
        });
        await using var host = await StartAsync(options);
        await Record.ExceptionAsync(() => host.Http.PostAsync(new Uri("/rooms/a/call", UriKind.Relative), null, hangUp.Token));
        await Eventually.HoldsAsync(async () => await host.StateAsync<int>("room/a", "key") == 1, "the commit held");
        await Eventually.HoldsAsync(() => StatusesOf(host, nameof(CallInGroup)) is [RunStatus.Ok], "the attempt ended");
    }

    [Fact]
    public async Task Api_TimeLimit_Is504AndNothingCommitted()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(Call), async step =>
        {
            step.State.In("other").Set("key", 1);
            await gate.PassAsync();
        });
        await using var host = await StartAsync(options);
        var asking = PostAsync(host, "/call");
        await gate.Reached;
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        using var answer = await asking;
        await ProblemAsync(answer, HttpStatusCode.GatewayTimeout);
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(0, await host.StateAsync<int>("other", "key"));
    }

    [Fact]
    public async Task Api_TimeLimitOfAHandlerThatBlocksItsThread_Is504AndNothingCommitted()
    {
        var options = new HostOptions();
        using var release = new ManualResetEventSlim();
        options.Probe.On(nameof(Call), step =>
        {
            step.State.In("other").Set("key", 1);
            release.Wait();
        });
        await using var host = await StartAsync(options);
        var asking = Task.Run(() => PostAsync(host, "/call"), TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(Call)) == 1, "the handler started");
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        release.Set();
        using var answer = await asking;
        await ProblemAsync(answer, HttpStatusCode.GatewayTimeout);
        Assert.Equal(0, await host.StateAsync<int>("other", "key"));
    }

    [Fact]
    public async Task Api_UnknownRoute_Is404AndAWrongMethod405WithAllow()
    {
        await using var host = await StartAsync(new HostOptions());
        using var unknown = await PostAsync(host, "/nowhere");
        await ProblemAsync(unknown, HttpStatusCode.NotFound);
        using var wrong = await SendAsync(host, HttpMethod.Delete, "/call");
        await ProblemAsync(wrong, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["POST"], wrong.Content.Headers.Allow);
    }

    [Fact]
    public async Task Api_EmitsNothing_StillAnswersWithItsTrace()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(Look), step => Encoding.UTF8.GetByteCount(step.TraceId));
        await using var host = await StartAsync(options);
        using var answer = await SendAsync(host, HttpMethod.Get, "/look");
        Assert.Equal("32", await answer.Content.ReadAsStringAsync());
    }
}
