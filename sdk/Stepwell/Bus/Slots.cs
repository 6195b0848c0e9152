using Stepwell.Catalog;

namespace Stepwell.Bus;

/// <summary>Hands out the right to run: so many at once in the process, and so many of each handler, in the order of asking.</summary>
/// <param name="limit">How many at once, all handlers together.</param>
internal sealed class Slots(int limit)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = new();
    private readonly Dictionary<HandlerDefinition, int> running = [];
    private int taken;

    /// <summary>Completes when the handler may run. The caller leaves by <see cref="Leave"/>, once.</summary>
    /// <exception cref="OperationCanceledException">It was called off before its turn; there is nothing to leave.</exception>
    internal Task EnterAsync(HandlerDefinition handler, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        Waiter waiter;
        lock (gate)
        {
            // Whoever waits already could not start, so neither overtakes the other.
            if (HasRoom(handler))
            {
                Take(handler);
                return Task.CompletedTask;
            }
            waiter = new Waiter(handler);
            waiting.AddLast(waiter.Node);
        }
        if (cancellation.CanBeCanceled) waiter.OnCancel = cancellation.UnsafeRegister((w, token) => CallOff((Waiter)w!, token), waiter);
        return waiter.Turn.Task;
    }

    internal void Leave(HandlerDefinition handler)
    {
        Waiter? next = null;
        lock (gate)
        {
            taken--;
            running[handler]--;
            for (var node = waiting.First; node is not null; node = node.Next)
            {
                if (!HasRoom(node.Value.Handler)) continue;
                next = node.Value;
                waiting.Remove(node);
                Take(next.Handler);
                break;
            }
        }
        next?.Start();
    }

    private bool HasRoom(HandlerDefinition handler) =>
        taken < limit && (handler.Concurrency is not { } own || running.GetValueOrDefault(handler) < own);

    private void Take(HandlerDefinition handler)
    {
        taken++;
        running[handler] = running.GetValueOrDefault(handler) + 1;
    }

    private void CallOff(Waiter waiter, CancellationToken token)
    {
        lock (gate)
        {
            if (waiter.Node.List is null) return;
            waiting.Remove(waiter.Node);
        }
        waiter.Turn.TrySetCanceled(token);
    }

    private sealed class Waiter
    {
        internal Waiter(HandlerDefinition handler)
        {
            Handler = handler;
            Node = new(this);
        }

        internal HandlerDefinition Handler { get; }

        internal LinkedListNode<Waiter> Node { get; }

        internal TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal CancellationTokenRegistration OnCancel { get; set; }

        internal void Start()
        {
            OnCancel.Unregister();
            Turn.TrySetResult();
        }
    }
}
