using System.Collections.Concurrent;
using System.Net;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    private static readonly string[] Middleware = ["first", "second", "own"];

    [Fact]
    public async Task Middleware_OfApiAndEvent_RunsGlobalFirstThenItsOwn()
    {
        var options = new HostOptions();
        var order = new ConcurrentQueue<string>();
        foreach (var name in Middleware)
            options.Probe.Around(name, async (step, next) =>
            {
                order.Enqueue($"{step.Trigger.Kind} {name}");
                var result = await next();
                order.Enqueue($"{step.Trigger.Kind} /{name}");
                return result;
            });
        options.Probe.On(nameof(WrappedCall), _ => order.Enqueue("Api handler"));
        options.Probe.On(nameof(OnWrapped), _ => order.Enqueue("Event handler"));
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/wrapped", Json("""{"name":"tea","count":1}"""));
        await host.EmitAsync(new Wrapped());
        await host.QuietAsync();
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        foreach (var kind in (string[])["Api", "Event"])
            Assert.Equal([$"{kind} first", $"{kind} second", $"{kind} own", $"{kind} handler", $"{kind} /own", $"{kind} /second", $"{kind} /first"],
                order.Where(o => o.StartsWith(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Middleware_BeforeBinding_MayAnswerAnInvalidRequest()
    {
        var options = new HostOptions();
        options.Probe.Around("own", (step, _) =>
        {
            step.State.Set("key", 1);
            return ValueTask.FromResult<object?>(ApiResult.WithStatus(299, new Ping("short")));
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/wrapped", Json("nonsense"));
        Assert.Equal((299, """{"text":"short"}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(0, options.Probe.Count(nameof(WrappedCall)));
        Assert.Equal(1, await host.StateAsync<int>(TraceOf(answer), "key"));
    }

    [Fact]
    public async Task Middleware_DoesNotCallOnForAnEvent_EndsItAsDone()
    {
        var options = new HostOptions();
        options.Probe.Around("own", (_, _) => default);
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Wrapped());
        await host.QuietAsync();
        Assert.Equal([RunStatus.Ok], StatusesOf(host, nameof(OnWrapped)));
        Assert.Equal(0, options.Probe.Count(nameof(OnWrapped)));
    }

    [Fact]
    public async Task Middleware_CatchesTheHandlersException_DecidesTheOutcome()
    {
        var options = new HostOptions();
        options.Probe.Around("first", async (step, next) =>
        {
            try
            {
                return await next();
            }
            catch (InvalidOperationException e)
            {
                step.State.Set("caught", e.Message);
                return step.Http is null ? null : ApiResult.Unprocessable(e.Message);
            }
        });
        options.Probe.On(nameof(WrappedCall), _ => throw new InvalidOperationException("api"));
        options.Probe.On(nameof(OnWrapped), _ => throw new InvalidOperationException("event"));
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/wrapped", Json("""{"name":"tea","count":1}"""));
        await ProblemAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("api", await host.StateAsync<string>(TraceOf(answer), "caught"));
        var trace = await host.EmitAsync(new Wrapped());
        await host.QuietAsync();
        Assert.Equal("event", await host.StateAsync<string>(trace, "caught"));
        Assert.Equal([RunStatus.Ok], StatusesOf(host, nameof(OnWrapped)));
    }

    [Fact]
    public async Task Middleware_Throws_FailsTheAttempt()
    {
        var options = new HostOptions();
        options.Probe.Around("second", (_, _) => throw new GiveUpException("not here"));
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/call");
        await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        await host.EmitAsync(new Wrapped());
        await host.QuietAsync();
        Assert.Equal("not here", (await OnlyDeadLetterAsync(host)).Reason);
    }

    [Theory]
    [InlineData("/secret", "", "", 401)]
    [InlineData("/secret", "ann", "", 204)]
    [InlineData("/chief", "", "", 401)]
    [InlineData("/chief", "ann", "clerk", 403)]
    [InlineData("/chief", "ann", "chief", 204)]
    [InlineData("/open", "", "", 204)]
    [InlineData("/call", "", "", 204)]
    public async Task Authorization_OfACaller_IsCheckedBeforeAnythingRuns(string path, string user, string role, int status)
    {
        var options = new HostOptions();
        var reached = 0;
        options.Probe.Around("first", (_, next) =>
        {
            reached++;
            return next();
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, path, null, ("X-User", user), ("X-Role", role));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status < 300 ? 1 : 0, reached);
        if (status >= 400) await ProblemAsync(answer, (HttpStatusCode)status);
    }

    [Fact]
    public async Task Authorization_AnonymousStep_SeesWhoeverIsAuthenticated()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(Call), step => step.User.Identity?.Name ?? "nobody");
        await using var host = await StartAsync(options);
        using var ann = await PostAsync(host, "/call", null, ("X-User", "ann"));
        using var nobody = await PostAsync(host, "/call");
        Assert.Equal(("ann", "nobody"), (await ann.Content.ReadAsStringAsync(), await nobody.Content.ReadAsStringAsync()));
    }
}
