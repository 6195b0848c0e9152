using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Stepwell;

namespace Benchmarks.Flow;

public sealed record FlowOrder(string Customer, string Sku, int Quantity, long SentAt);

public sealed record FlowState(string Customer, string Sku, int Quantity, decimal Total);

public sealed record FlowReceipt(string OrderId);

[Topic("flow.placed")]
public sealed record FlowPlaced(string OrderId, string Sku, int Quantity, long SentAt, long EmittedAt);

[Topic("flow.priced")]
public sealed record FlowPriced(string OrderId, decimal Total, long SentAt, long EmittedAt);

/// <summary>The durable flow of the benchmark: a request and two events, a state write each.</summary>
public sealed class FlowApp : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder) { }
}

[Post("/flow"), Emits<FlowPlaced>]
public sealed class FlowPlace
{
    public ApiResult<FlowReceipt> Handle(FlowOrder body, StepContext step)
    {
        step.State.Set("order", new FlowState(body.Customer, body.Sku, body.Quantity, 0));
        step.Emit(new FlowPlaced(step.TraceId, body.Sku, body.Quantity, body.SentAt, Stopwatch.GetTimestamp()));
        return ApiResult.Accepted(new FlowReceipt(step.TraceId));
    }
}

[On<FlowPlaced>]
public sealed class FlowPrice
{
    public FlowPriced Handle(FlowPlaced e, StepContext step)
    {
        FlowMeter.Hop(e.EmittedAt);
        var total = e.Quantity * 6.25m;
        step.State.Set("price", total);
        return new FlowPriced(e.OrderId, total, e.SentAt, Stopwatch.GetTimestamp());
    }
}

[On<FlowPriced>]
public sealed class FlowConfirm
{
    public void Handle(FlowPriced e, StepContext step)
    {
        FlowMeter.Hop(e.EmittedAt);
        step.State.Set("confirmed", e.Total);
        FlowMeter.Done(e.SentAt);
    }
}

[Get("/meter")]
public sealed class FlowRead
{
    public FlowReading Handle() => FlowMeter.Read();
}

[Delete("/meter")]
public sealed class FlowForget
{
    public void Handle() => FlowMeter.Reset();
}
