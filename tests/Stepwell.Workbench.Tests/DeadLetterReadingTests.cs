using System.Reflection;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Pages.DeadLetters;

namespace Stepwell.Workbench.Tests;

/// <summary>How far back dead letters are read.</summary>
public sealed class DeadLetterReadingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_MoreThanAreReadAtOnce_SaysSoUntilAllAreRead()
    {
        var host = Letters(2500);
        var list = new LetterList(host) { Filter = new LetterFilter(Text: "number 7.") };
        await list.RefreshAsync(Cancel);
        Assert.Equal((1000, true, 0), (list.Total, list.IsCut, list.Shown.Count));

        list.ReadFurther();
        await list.RefreshAsync(Cancel);
        Assert.Equal((2000, true, 0), (list.Total, list.IsCut, list.Shown.Count));

        list.ReadFurther();
        await list.RefreshAsync(Cancel);
        Assert.Equal((2500, false, "7"), (list.Total, list.IsCut, Assert.Single(list.Shown).Id));
    }

    private static IIntrospection Letters(int count)
    {
        var host = DispatchProxy.Create<IIntrospection, Played>();
        ((Played)(object)host).Count = count;
        return host;
    }

    /// <summary>A host that has dead letters only: the oldest is number 1.</summary>
    public class Played : DispatchProxy
    {
        internal int Count { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var query = Assert.IsType<DeadLetterQuery>(args![0]);
            var from = query.Before is { } before ? int.Parse(before, System.Globalization.CultureInfo.InvariantCulture) - 1 : Count;
            var items = Enumerable.Range(0, Math.Min(query.Count, from)).Select(i => Letter(from - i)).ToList();
            return Task.FromResult(new Page<DeadLetterInfo>(items, from > query.Count ? items[^1].Id : null, Math.Min(Count, IntrospectionLimits.EnoughCounted), Count >= IntrospectionLimits.EnoughCounted));
        }

        private static DeadLetterInfo Letter(int number) => new()
        {
            Id = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Handler = number % 2 == 0 ? "Even" : "Odd",
            CanReplay = true,
            Reason = $"This is number {number}.",
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
