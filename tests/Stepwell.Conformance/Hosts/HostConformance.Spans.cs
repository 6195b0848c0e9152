using System.Collections.Concurrent;
using System.Diagnostics;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    /// <summary>Collects the spans of Stepwell that end, of whatever host runs meanwhile.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentQueue<Activity> ended = new();
        private readonly ActivityListener listener;

        internal Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = static s => s.Name == StepwellDiagnostics.Name,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = ended.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        internal List<Activity> Of(string trace) => [.. ended.Where(a => a.GetTagItem(StepwellDiagnostics.TraceTag) as string == trace).OrderBy(a => a.StartTimeUtc)];

        public void Dispose() => listener.Dispose();
    }

    [Fact]
    public async Task Span_OfEachAttempt_EndsAndHangsBelowTheOneBefore()
    {
        using var spans = new Spans();
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.Emit(new Retried()));
        options.Probe.On(nameof(OnRetried), _ => throw new InvalidOperationException("broken"));
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var all = spans.Of(trace);
        Assert.Equal([nameof(Call), nameof(OnRetried), nameof(OnRetried), nameof(OnRetried), nameof(OnGaveUp)], all.Select(a => a.DisplayName));
        Assert.Single(all.Select(a => a.TraceId).Distinct());
        Assert.All(all[1..4], a => Assert.Equal(all[0].SpanId, a.ParentSpanId));
        Assert.Equal(all[3].SpanId, all[4].ParentSpanId);
        Assert.All(all[1..4], a => Assert.Equal(ActivityStatusCode.Error, a.Status));
        // What dashboards and alerts group by.
        Assert.All(all, a => Assert.False(string.IsNullOrEmpty(a.GetTagItem(StepwellDiagnostics.FlowTag) as string)));
        Assert.Equal(["Ok", "Retrying", "Retrying", "DeadLettered"], all[..4].Select(a => a.GetTagItem(StepwellDiagnostics.StatusTag)));
    }

    [Fact]
    public async Task Span_OfADiscardedAttemptRunAgain_IsTheOneTheHandlerSees()
    {
        using var spans = new Spans();
        var options = new HostOptions();
        var gate = new Gate();
        var seen = new ConcurrentQueue<string?>();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            seen.Enqueue(Activity.Current?.SpanId.ToHexString());
            var count = await step.State.GetAsync<int>("count");
            if (count == 0) await gate.PassAsync();
            step.State.Set("count", count + 1);
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await gate.Reached;
        await host.SetStateAsync(trace, "count", 5);
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(spans.Of(trace).Select(a => (string?)a.SpanId.ToHexString()), seen);
        Assert.Equal(2, seen.Distinct().Count());
    }
}
