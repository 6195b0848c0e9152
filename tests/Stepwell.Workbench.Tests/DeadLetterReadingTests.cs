using System.Reflection;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Testing;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Pages.DeadLetters;

namespace Stepwell.Workbench.Tests;

/// <summary>How far back dead letters are read.</summary>
public sealed class DeadLetterReadingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_MoreThanAreReadAtOnce_SaysSoUntilAllAreRead()
    {
        var (list, _, _) = Letters(2500);
        list.Filter = new LetterFilter(Text: "number 7.");
        await list.RefreshAsync(Cancel);
        Assert.Equal((1000, true, 0), (list.Total, list.IsCut, list.Shown.Count));

        list.ReadFurther();
        await list.RefreshAsync(Cancel);
        Assert.Equal((2000, true, 0), (list.Total, list.IsCut, list.Shown.Count));

        list.ReadFurther();
        await list.RefreshAsync(Cancel);
        Assert.Equal((2500, false, "7"), (list.Total, list.IsCut, Assert.Single(list.Shown).Id));
    }

    [Fact]
    public async Task List_WithMoreThanAreCounted_SeesOnASlowClockWhatNoCountTells()
    {
        var (list, host, time) = Letters(1500);
        await list.RefreshAsync(Cancel);
        host.Suffix = " It was edited elsewhere.";
        await list.RefreshAsync(Cancel);
        Assert.Equal(1, host.Reads);

        time.AdvanceTo(time.GetUtcNow().AddSeconds(15));
        await list.RefreshAsync(Cancel);
        Assert.EndsWith("edited elsewhere.", list.Shown[500].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfManyWhileMoreCome_IsNotReadEachSecond()
    {
        var (list, host, time) = Letters(1000);
        for (var second = 0; second < 10; second++)
        {
            await list.RefreshAsync(Cancel);
            host.Count++;
            time.AdvanceTo(time.GetUtcNow().AddSeconds(1));
        }
        Assert.Equal(1, host.Reads);
        await list.RefreshAsync(Cancel);
        Assert.Equal((2, "1010"), (host.Reads, list.Shown[0].Id));
    }

    [Fact]
    public async Task List_OfFewWhileMoreCome_IsReadEachTime()
    {
        var (list, host, _) = Letters(10);
        await list.RefreshAsync(Cancel);
        host.Count++;
        await list.RefreshAsync(Cancel);
        Assert.Equal("11", list.Shown[0].Id);
    }

    [Fact]
    public async Task Tick_OfOne_FiltersNothingAgain()
    {
        var (list, _, _) = Letters(10);
        await list.RefreshAsync(Cancel);
        var shown = list.Shown;
        list.Tick("3", true);
        Assert.Same(shown, list.Shown);
        Assert.Equal("3", Assert.Single(list.Ticked).Id);
    }

    [Theory]
    [InlineData("ada+test")]
    [InlineData("zürich")]
    [InlineData("<b>")]
    [InlineData("letter-7")]
    public void Filter_ForTextAsPeopleWriteIt_FindsIt(string text)
    {
        var letter = Played.Letter(7, "") with { Id = "letter-7", Data = new Payload(new System.Text.Json.Nodes.JsonObject { ["mail"] = "Ada+Test@example.com", ["town"] = "Zürich", ["note"] = "<b>" }, null, 60) };
        Assert.True(new LetterFilter(Text: text).Takes(letter));
        Assert.False(new LetterFilter(Text: "Bern").Takes(letter));
    }

    [Fact]
    public async Task Order_OfMoreThanTheHostTakes_IsGivenInParts()
    {
        var asked = new List<int>();
        var order = await LetterOrder.GiveAsync(Many(2500), replay: true, (ids, _) => Task.FromResult(Outcomes(ids, asked)), Cancel);
        Assert.Equal([1000, 1000, 500], asked);
        Assert.Equal((2500, 2500, null), (order.Outcomes.Count, order.Done, order.Problem(2500, "replayed")));
    }

    [Theory]
    [InlineData(1, "Nothing was discarded: The disk is full.")]
    [InlineData(3, "2,000 of 2,500 were discarded, then it failed: The disk is full. The list shows what is left.")]
    public async Task Order_ThatFailsOnTheWay_TellsWhatWasDone(int part, string told)
    {
        var asked = new List<int>();
        var order = await LetterOrder.GiveAsync(Many(2500), replay: false,
            (ids, _) => asked.Count == part - 1 ? throw new IntrospectionException(IntrospectionError.Unavailable, "The disk is full.") : Task.FromResult(Outcomes(ids, asked)), Cancel);
        Assert.Equal(told, order.Problem(2500, "discarded"));
        Assert.Equal((part - 1) * 1000, order.Outcomes.Count);
    }

    [Fact]
    public void Tally_OfCountsThatEnded_SaysSoOfAllHandlers()
    {
        var ended = new DeadLetterTally(new(1000, true, [new("A", 999), new("B.One", 1)]));
        Assert.Equal(["999+", "1+", "1,000+", "0+"], [ended.Of("A").Text, ended.Of("B.One").Text, ended.Of("A", "B.One").Text, ended.Of("Old").Text]);
        var all = new DeadLetterTally(new(3, false, [new("A", 2), new("B", 1)]));
        Assert.Equal(["2 dead letters", "1 dead letter", "0 dead letters"], [all.Of("A").Words, all.Of("B").Words, all.Of("C").Words]);
    }

    private static IReadOnlyList<DeadLetterInfo> Many(int count) => [.. Enumerable.Range(1, count).Select(i => Played.Letter(i, ""))];

    private static IReadOnlyList<DeadLetterOutcome> Outcomes(IReadOnlyList<string> ids, List<int> asked)
    {
        asked.Add(ids.Count);
        Assert.InRange(ids.Count, 1, IntrospectionLimits.MaxCount);
        return [.. ids.Select(id => new DeadLetterOutcome(id, true))];
    }

    private static (LetterList List, Played Host, VirtualTime Time) Letters(int count)
    {
        var host = DispatchProxy.Create<IIntrospection, Played>();
        var played = (Played)(object)host;
        played.Count = count;
        var time = new VirtualTime(DateTimeOffset.UnixEpoch);
        return (new LetterList(host, time), played, time);
    }

    /// <summary>A host that has dead letters only: the oldest is number 1.</summary>
    public class Played : DispatchProxy
    {
        internal int Count { get; set; }

        /// <summary>What was added to all reasons.</summary>
        internal string Suffix { get; set; } = "";

        /// <summary>How often more than a probe was asked for from the start.</summary>
        internal int Reads { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var query = Assert.IsType<DeadLetterQuery>(args![0]);
            if (query is { Before: null, Count: > 1 }) Reads++;
            var from = query.Before is { } before ? int.Parse(before, System.Globalization.CultureInfo.InvariantCulture) - 1 : Count;
            var items = Enumerable.Range(0, Math.Min(query.Count, from)).Select(i => Letter(from - i, Suffix)).ToList();
            return Task.FromResult(new Page<DeadLetterInfo>(items, from > query.Count ? items[^1].Id : null, Math.Min(Count, IntrospectionLimits.EnoughCounted), Count >= IntrospectionLimits.EnoughCounted));
        }

        internal static DeadLetterInfo Letter(int number, string suffix) => new()
        {
            Id = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Handler = number % 2 == 0 ? "Even" : "Odd",
            CanReplay = true,
            Reason = $"This is number {number}.{suffix}",
            Topic = "t",
            TraceId = "x",
            EventId = "e" + number,
            Attempts = 1,
            Generation = 0,
            At = DateTimeOffset.UnixEpoch,
            Data = new Payload(null, "", 0),
        };
    }
}
