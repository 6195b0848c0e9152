using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

/// <summary>How steps behave on every host: each rule of the design has its tests here, by subject in files of their own.</summary>
public abstract partial class HostConformance
{
    /// <summary>Starts a host with nothing in its store.</summary>
    protected abstract Task<IHostUnderTest> StartAsync<TApp>(HostOptions options) where TApp : IStepApp;

    private Task<IHostUnderTest> StartAsync(HostOptions options) => StartAsync<ConformanceApp>(options);

    /// <summary>Posts to <see cref="Call"/> and gives the trace.</summary>
    private static async Task<string> CallAsync(IHostUnderTest host)
    {
        using var answer = await host.Http.PostAsync(new Uri("/call", UriKind.Relative), null).InTimeAsync();
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return TraceOf(answer);
    }

    private static Task<HttpResponseMessage> PostAsync(IHostUnderTest host, string path, HttpContent? content = null, params (string Name, string Value)[] headers) =>
        SendAsync(host, HttpMethod.Post, path, content, headers);

    private static async Task<HttpResponseMessage> SendAsync(IHostUnderTest host, HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await host.Http.SendAsync(request).InTimeAsync();
    }

    private static string TraceOf(HttpResponseMessage answer) => answer.Headers.GetValues("Stepwell-Trace-Id").Single();

    private static HttpContent Json(string json) => new StringContent(json, System.Text.Encoding.UTF8, "application/json");

    /// <summary>Checks that an answer is problem+json of a status and reads it.</summary>
    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        return problem;
    }

    private static IEnumerable<RunRecord> RunsOf(IHostUnderTest host, string handler) => host.Runs.Where(r => r.Handler.Name == handler);

    private static RunStatus[] StatusesOf(IHostUnderTest host, string handler) => [.. RunsOf(host, handler).Select(r => r.Status)];

    private static async Task<DeadLetter> OnlyDeadLetterAsync(IHostUnderTest host) => Assert.Single(await host.DeadLettersAsync());
}
