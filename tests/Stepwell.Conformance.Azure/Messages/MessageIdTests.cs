using Stepwell.Bus;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Messages;

public sealed class MessageIdTests
{
    private static readonly EventEnvelope Event = new()
    {
        Id = TraceIds.NewEvent(), Topic = "topic", Source = "Step", Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), TraceId = TraceIds.New(), Data = "{}"u8.ToArray(), OrderingKey = "key",
    };

    [Fact]
    public void Id_OfAnEvent_IsTheEvents() => Assert.Equal(Event.Id, MessageIds.Of(Event));

    [Fact]
    public void Id_OfAReplay_NamesStepAndGeneration() =>
        Assert.Equal(Event.Id + ":Step.Handle:r2", MessageIds.Of(Event with { To = "Step.Handle", Generation = 2 }));

    [Fact]
    public void Id_OfACopy_NamesStepAttemptReplayAndReturns()
    {
        Assert.Equal(Event.Id + ":Step:a3", MessageIds.OfCopy(Event, "Step", 3, 0));
        Assert.Equal(Event.Id + ":Step:a3.1", MessageIds.OfCopy(Event, "Step", 3, 1));
        Assert.Equal(Event.Id + ":Step:r2a3", MessageIds.OfCopy(Event with { To = "Step", Generation = 2 }, "Step", 3, 0));
    }

    [Fact]
    public void Id_OfACopyThatEntersItsSession_IsOfNoCopyBefore()
    {
        Assert.Equal(Event.Id + ":Step:s2.1", MessageIds.OfEntry(Event, "Step", 2, 1));
        Assert.Equal(Event.Id + ":Step:r2s1.3", MessageIds.OfEntry(Event with { To = "Step", Generation = 2 }, "Step", 1, 3));
    }

    [Fact]
    public void Id_ThatAnAuthorChose_DiffersWithWhatWasEmitted()
    {
        var chosen = Event with { Id = "d-" + TraceIds.Of("same") };
        Assert.Equal(MessageIds.Of(chosen), MessageIds.Of(chosen with { }));
        Assert.NotEqual(MessageIds.Of(chosen), MessageIds.Of(chosen with { Data = "{\"a\":1}"u8.ToArray() }));
        Assert.NotEqual(MessageIds.Of(chosen), MessageIds.Of(chosen with { TraceId = TraceIds.New() }));
        Assert.NotEqual(MessageIds.Of(chosen), MessageIds.Of(chosen with { Time = chosen.Time.AddTicks(1) }));
    }

    [Fact]
    public void Id_OfATick_IsTheSameWheneverItIsMade()
    {
        var tick = Event with { Id = "t-" + TraceIds.Of("tick"), Source = EventEnvelope.Schedule };
        Assert.Equal(tick.Id, MessageIds.Of(tick));
        Assert.Equal(MessageIds.Of(tick), MessageIds.Of(tick with { Time = tick.Time.AddSeconds(1) }));
    }

    [Fact]
    public void Id_OfTheLongest_IsNoLongerThanTheBrokerTakes()
    {
        var foreign = Event with { Id = new string('x', 128), To = new string('s', 48), Generation = 3 };
        Assert.InRange(MessageIds.Of(foreign).Length, 1, 128);
        Assert.InRange(MessageIds.OfCopy(foreign, foreign.To, 100, 1000).Length, 1, 128);
        Assert.NotEqual(MessageIds.OfCopy(foreign, foreign.To, 1, 0), MessageIds.OfCopy(foreign, foreign.To, 2, 0));
    }
}
