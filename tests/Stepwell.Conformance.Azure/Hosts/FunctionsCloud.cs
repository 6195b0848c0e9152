using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Conformance.Azure.Messages;
using Stepwell.Messaging;
using Stepwell.Tables;
using Stepwell.Testing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>What is there whether a process of the app runs or not: the broker with its topics and subscriptions, the tables, the host's notes on timers.</summary>
internal sealed class FunctionsCloud : IDisposable
{
    internal FunctionsCloud(StepCatalog catalog, DateTimeOffset startAt, ITableService tables)
    {
        Time = new VirtualTime(startAt);
        Broker = new InMemoryBroker(Time);
        Tables = tables;
        foreach (var topic in catalog.Topics) Broker.Topic(topic.Name);
        foreach (var handler in catalog.Handlers)
        {
            foreach (var topic in handler.Topics) Subscriptions.Add((handler.Name, Broker.Subscribe(catalog.TopicOf(topic)!.Name, handler.Name, handler.Ordered)));
            if (handler.Crons.Count > 0) Subscriptions.Add((handler.Name, Broker.Subscribe(EventEnvelope.TickTopic, handler.Name, handler.Ordered)));
        }
    }

    internal VirtualTime Time { get; }

    internal InMemoryBroker Broker { get; }

    internal ITableService Tables { get; }

    internal List<(string Handler, BrokerSubscription Subscription)> Subscriptions { get; } = [];

    internal Dictionary<string, DateTimeOffset> Timers { get; } = [];

    public void Dispose() => Broker.Dispose();
}
