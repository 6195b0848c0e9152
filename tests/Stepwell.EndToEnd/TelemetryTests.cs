using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stepwell.EndToEnd;

/// <summary>The standard variables of OpenTelemetry are all it takes to export.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-otlp");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Otlp_EndpointGiven_GetsSpansMetricsAndLogsOfAllHops(bool onTheCommandLine)
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            // Texts stand in the protobuf message as they are.
            received.AddOrUpdate(signal, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };
        await using var app = onTheCommandLine
            ? await AppProcess.StartAsync(folder.FullName, [.. variables.Select(v => $"--{v.Key}={v.Value}")])
            : await AppProcess.StartAsync(Repository.OrderDesk, folder.FullName, variables);
        // An order that waits for a person: the decision is logged by its step.
        using var answer = await app.Http.PostAsJsonAsync("/orders", new { customer = "ada@example.com", lines = new[] { new { sku = "TOO-19", quantity = 40 } } });
        var trace = answer.Headers.GetValues("Stepwell-Trace-Id").Single();
        await app.UntilAsync(async () => (await app.Http.PostAsJsonAsync($"/orders/{trace}/approval", new { approved = true })).IsSuccessStatusCode, "the order can be approved");
        await app.UntilAsync(() => Task.FromResult(Has("traces", "PlaceOrder", "SendConfirmation", "stepwell.trace_id", trace)), "spans of all hops arrive");
        await app.UntilAsync(() => Task.FromResult(Has("metrics", "stepwell.run.duration")), "metrics arrive");
        await app.UntilAsync(() => Task.FromResult(Has("logs", "DecideOrder by ", "stepwell.trace_id", trace)), "the log of the decision arrives with its trace");
        Assert.DoesNotContain("ada@example.com", string.Concat(received.Values), StringComparison.Ordinal);

        bool Has(string signal, params string[] texts) => received.TryGetValue(signal, out var body) && texts.All(t => body.Contains(t, StringComparison.Ordinal));
    }
}
