using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Conformance.Azure.Messages;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Calls the functions of subscriptions as a Functions host does: so many calls or sessions at once each, one message of a session at a time, no settlement of its own unless a call fails.</summary>
internal sealed class FunctionsPump
{
    /// <summary><c>maxConcurrentCalls</c> and <c>maxConcurrentSessions</c>.</summary>
    internal const int MaxCalls = 100;

    private readonly Lock gate = new();
    private readonly InMemoryBroker broker;
    private readonly MessageReceiver receiver;
    private readonly ProcessLife life;
    private readonly List<Function> functions;
    private readonly CancellationTokenSource stopping = new();
    private bool receiving = true;
    private bool pumping;
    private bool again;

    internal FunctionsPump(InMemoryBroker broker, MessageReceiver receiver, ProcessLife life, IEnumerable<(HandlerDefinition Handler, BrokerSubscription Subscription)> functions)
    {
        this.broker = broker;
        this.receiver = receiver;
        this.life = life;
        this.functions = [.. functions.Select(f => new Function(f.Handler, f.Subscription))];
    }

    private sealed record Function(HandlerDefinition Handler, BrokerSubscription Subscription)
    {
        internal List<Call> Calls { get; } = [];
    }

    /// <summary>A call, or a session with its calls.</summary>
    private sealed class Call
    {
        internal BrokerDelivery? Current { get; set; }

        internal Task Ended { get; set; } = Task.CompletedTask;
    }

    /// <summary>Starts calls for all that is free. In order, hence under the lock.</summary>
    internal void Pump()
    {
        lock (gate)
        {
            again = true;
            if (pumping) return;
            pumping = true;
            while (again)
            {
                again = false;
                if (!receiving || life.IsDead) break;
                foreach (var function in functions)
                    while (function.Calls.Count < MaxCalls && StartNext(function)) { }
            }
            pumping = false;
        }
    }

    /// <summary>True where no message is free or worked on; those that wait in their place, and those behind them, do not count.</summary>
    /// <param name="traceId">Of this trace; null for all.</param>
    internal bool IsQuiet(string? traceId)
    {
        lock (gate)
        {
            foreach (var call in functions.SelectMany(f => f.Calls))
                if ((traceId is null || call.Current?.Stored.TraceId == traceId) && !IsWaiting(call))
                    return false;
            return broker.Look(all => !all.Any(s => s.Messages.Any(m => (traceId is null || m.TraceId == traceId) && s.IsFree(m))));
        }
    }

    /// <summary>The calls that run and the messages that are free.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            var calls = functions.SelectMany(f => f.Calls).Select(c => c.Current is { } d ? $"call of {d.Received.MessageId} (delivery {d.Received.DeliveryCount})" : "session");
            var free = broker.Look(all => all.SelectMany(s => s.Messages.Where(s.IsFree).Select(m => $"free {m.Sent.MessageId} in {s.Name}")).ToList());
            return string.Join("; ", calls.Concat(free));
        }
    }

    /// <summary>Receives no more, lets what runs finish, and gives back what takes longer.</summary>
    internal async Task StopAsync(TimeSpan patience)
    {
        lock (gate) receiving = false;
        var until = TimeProvider.System.GetTimestamp();
        while (!AllWait() && TimeProvider.System.GetElapsedTime(until) < patience) await Task.Delay(2);
        await stopping.CancelAsync();
        Task[] left;
        lock (gate) left = [.. functions.SelectMany(f => f.Calls).Select(c => c.Ended)];
        await Task.WhenAll(left);
    }

    private bool AllWait()
    {
        lock (gate) return functions.SelectMany(f => f.Calls).All(c => IsWaiting(c));
    }

    private bool IsWaiting(Call call) => call.Current is { } current && receiver.Waits.Holds(current.Received);

    private bool StartNext(Function function)
    {
        if (function.Subscription.Sessions)
        {
            if (broker.TryAcceptSession(function.Subscription) is not { } session) return false;
            Start(function, call => SessionAsync(function, session, call));
            return true;
        }
        if (broker.TryReceive(function.Subscription) is not { } delivery) return false;
        Start(function, call => CallAsync(function, delivery, call));
        return true;
    }

    private void Start(Function function, Func<Call, Task> run)
    {
        var call = new Call();
        function.Calls.Add(call);
        call.Ended = RunAsync();

        async Task RunAsync()
        {
            await run(call);
            lock (gate) function.Calls.Remove(call);
            Pump();
        }
    }

    private async Task SessionAsync(Function function, BrokerSession session, Call call)
    {
        while (!life.IsDead && Receiving && session.TryReceive() is { } delivery) await CallAsync(function, delivery, call);
        if (!life.IsDead) session.Close();
    }

    private bool Receiving
    {
        get
        {
            lock (gate) return receiving;
        }
    }

    private async Task CallAsync(Function function, BrokerDelivery delivery, Call call)
    {
        call.Current = delivery;
        try
        {
            await receiver.ReceiveAsync(function.Handler.Name, delivery.Received, new ProcessSettlement(delivery, life), stopping.Token);
        }
        catch (Exception) when (!life.IsDead)
        {
            await AbandonAsync(delivery);
        }
    }

    /// <summary>What the host does after a function that failed; where the lock is lost there is nothing to do.</summary>
    private static async Task AbandonAsync(BrokerDelivery delivery)
    {
        try
        {
            await delivery.AbandonAsync(CancellationToken.None);
        }
        catch (BrokerException)
        {
        }
        catch (IOException)
        {
        }
    }
}
