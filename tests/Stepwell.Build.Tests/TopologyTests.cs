using System.Text.Json;
using Stepwell.Build.Functions;
using Stepwell.Build.Problems;
using Stepwell.Build.Tests.Kit;
using Stepwell.Build.Topology;

namespace Stepwell.Build.Tests;

/// <summary>What is deployed, and how it changes over time.</summary>
public sealed class TopologyTests : IDisposable
{
    private const string Topics = """
        [Topic("order.placed")] public sealed record Placed(string Id);
        [Topic("order.priced")] public sealed record Priced(string Id);

        """;
    private const string Unordered = Topics + "[On<Placed>] public sealed class PriceOrder { public Priced Handle(Placed e) => new(e.Id); }";
    private const string Ordered = Topics + "[On<Placed>, Ordered] public sealed class PriceOrder { public Priced Handle(Placed e) => new(e.Id); }";
    private const string WithoutIt = Topics + """[Post("/orders"), Emits<Placed>] public sealed class PlaceOrder { public void Handle(StepContext step) => step.Emit(new Placed("1")); }""";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Topology_OfEveryKindOfTrigger_HoldsTopicsSubscriptionsAndFunctions()
    {
        using var steps = Steps.Of(Topics + """
            [Post("/orders"), Emits<Placed>] public sealed class PlaceOrder { public void Handle(StepContext step) => step.Emit(new Placed("1")); }
            [On<Placed>, Ordered] public sealed class PriceOrder { public Priced Handle(Placed e) => new(e.Id); }
            [OnAll<Placed, Priced>] public sealed class Confirm { public void Handle(Placed a, Priced b) { } }
            [Cron("0 0 6 * * *")] public sealed class Nightly { public void Handle(CronTick tick) { } }
            """);
        var json = JsonDocument.Parse(TopologyWriter.Write(TopologyDocument.Of(steps.GoodPlan(), null))).RootElement;
        Assert.Equal("Desk", json.GetProperty("app").GetString());
        Assert.Equal(["order.placed", "order.priced", "stepwell.tick"], json.GetProperty("topics").EnumerateArray().Select(t => t.GetProperty("name").GetString()!));
        Assert.Equal(
            ["order.placed/Confirm False", "order.placed/PriceOrder.s True", "order.priced/Confirm False", "stepwell.tick/Nightly False"],
            json.GetProperty("subscriptions").EnumerateArray().Select(s => $"{s.GetProperty("topic")}/{s.GetProperty("name")} {s.GetProperty("requiresSession").GetBoolean()}"));
        Assert.Equal("sw_to IS NULL OR sw_to = 'PriceOrder'", json.GetProperty("subscriptions")[1].GetProperty("filter").GetString());
        Assert.Equal(
            ["Confirm_order_placed event Confirm orders", "Confirm_order_priced event Confirm orders", "Nightly tick Nightly orders", "Nightly_timer timer Nightly orders", "PlaceOrder http PlaceOrder orders",
                "PriceOrder event PriceOrder orders", "StepwellAdmin admin  ", "StepwellSweep sweep  ", "zzz_StepwellUnmatched unmatched  "],
            json.GetProperty("functions").EnumerateArray().Select(f => $"{f.GetProperty("name")} {f.GetProperty("kind")} {f.GetProperty("handler")} {string.Join(',', f.GetProperty("flows").EnumerateArray())}"));
    }

    [Fact]
    public void Subscription_OfAStepThatIsOrderedNow_IsRetiredAndEmptied()
    {
        var before = Write(Unordered);
        using var steps = Steps.Of(Ordered);
        var plan = steps.GoodPlan(topology: TopologyDocument.Of(steps.GoodPlan(topology: before), before));
        Assert.Equal("order.placed/PriceOrder.s", Assert.Single(plan.Subscriptions) is var s ? $"{s.Topic}/{s.Name}" : "");
        var after = TopologyDocument.Of(plan, before);
        var retired = Assert.Single(after.Retired);
        Assert.Equal(("PriceOrder", false, "1=0"), (retired.Name, retired.Sessions, retired.Filter));
        var drain = plan.Functions.Single(f => f.Name == "PriceOrder_order_placed_retired");
        Assert.Equal("functions.EventAsync(\"PriceOrder\", message, actions, cancellation);", Emit.FunctionEmitter.Emit(plan.App, drain).Text.Split('\n').Single(l => l.Contains("EventAsync", StringComparison.Ordinal)).Trim());
        Assert.Contains(after.Functions, f => f == drain);
    }

    [Theory]
    [InlineData(Unordered, "PriceOrder", "EventAsync(\"PriceOrder\", message, actions, cancellation)")]
    [InlineData(Ordered, "PriceOrder.s", "OrderedEventAsync(\"PriceOrder\", message, actions, session, cancellation)")]
    public void Subscription_OfAStepThatIsGone_TakesItsRetriesAndMakesDeadLettersOfThem(string was, string name, string call)
    {
        var before = Write(was);
        using var steps = Steps.Of("[Noop] public sealed class Reviewer;");
        before = TopologyDocument.Of(steps.GoodPlan(topology: before), before);
        var plan = steps.GoodPlan(topology: before);
        var after = TopologyDocument.Of(plan, before);
        Assert.Equal(["order.placed"], after.Topics);
        var retired = Assert.Single(after.Subscriptions);
        Assert.Equal((name, true, "sw_to = 'PriceOrder'"), (retired.Name, retired.Retired, retired.Filter));
        var buries = Assert.Single(after.Functions, f => f.Trigger is BusTriggerModel);
        Assert.Equal((FunctionKind.Retired, null), (buries.Kind, buries.Handler));
        Assert.Contains(call, Emit.FunctionEmitter.Emit(plan.App, buries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Subscription_OfAStepThatTakesTheTopicNoMore_MakesDeadLettersOfItsRetries()
    {
        var before = Write(Unordered);
        var now = Topics + "[On<Priced>] public sealed class PriceOrder { public void Handle(Priced e) { } }";
        var after = Write(now, Write(now, before));
        var retired = Assert.Single(after.Retired);
        Assert.Equal(("order.placed", "sw_to = 'PriceOrder'"), (retired.Topic, retired.Filter));
        using var steps = Steps.Of(now);
        var plan = steps.GoodPlan(topology: after);
        Assert.Equal(["PriceOrder event", "PriceOrder_order_placed_retired retired"], plan.Functions.Where(f => f.Trigger is BusTriggerModel).Select(f => $"{f.Name} {f.Kind.ToString().ToLowerInvariant()}"));
        List<Finding> findings = [];
        TopologyFreshness.Check(folder["topology.json"], after, plan, findings);
        Assert.Empty(findings);
    }

    [Fact]
    public void Topic_WrittenInAnotherCase_IsOneTopic()
    {
        const string Two = "\n[On<Placed>] public sealed class Tell { public void Handle(Placed e) { } }";
        var old = Topics.Replace("order.placed", "Order.Placed", StringComparison.Ordinal);
        var before = Write(Ordered.Replace("order.placed", "Order.Placed", StringComparison.Ordinal) + Two, Write(old + Unordered[Topics.Length..] + Two));
        Assert.Equal("Order.Placed", Assert.Single(before.Retired).Topic);
        var after = Write(Ordered + Two, before);
        Assert.Equal(["order.placed", "order.priced"], after.Topics);
        Assert.All(after.Subscriptions, s => Assert.Equal("order.placed", s.Topic));
        using var steps = Steps.Of(Ordered + Two);
        Assert.Equal(FunctionKind.Event, Assert.Single(steps.GoodPlan(topology: before).Functions, f => f.Trigger is BusTriggerModel { Subscription.Retired: true }).Kind);
    }

    [Fact]
    public void Subscriptions_RetiredOfTopicsThatSlugAlike_HaveFunctionsOfTheirOwn()
    {
        var alike = Topics.Replace("order.priced", "order-placed", StringComparison.Ordinal);
        Subscription[] retired = [new("order.placed", "Tell", "Tell", false, Retired: true), new("order-placed", "Tell", "Tell", false, Retired: true), new("more", "Tell", "Tell", false, Retired: true)];
        using var steps = Steps.Of(alike + "[Noop] public sealed class Reviewer;");
        List<Finding> findings = [];
        var names = FunctionPlanner.Plan(steps.GoodPlan().App, new(), retired, findings).Functions.Where(f => f.Kind == FunctionKind.Retired).Select(f => f.Name).ToList();
        Assert.Empty(findings);
        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Tell_more_retired", names);
    }

    [Fact]
    public void Subscription_ThatComesBack_IsInUseAgain()
    {
        var before = Write(Unordered);
        before = Write(WithoutIt, before);
        Assert.True(Assert.Single(before.Subscriptions).Retired);
        var again = Write(Unordered, before);
        Assert.False(Assert.Single(again.Subscriptions).Retired);
    }

    [Fact]
    public void Topology_Pruned_ForgetsWhatIsRetired()
    {
        using var steps = Steps.Of(Ordered);
        var before = Write(Ordered, Write(Unordered));
        Assert.Single(before.Retired);
        var plan = steps.GoodPlan(topology: before);
        Assert.Contains(plan.Functions, f => f.Name.EndsWith("_retired", StringComparison.Ordinal));
        var after = TopologyDocument.Of(plan, before, prune: true);
        Assert.Empty(after.Retired);
        Assert.DoesNotContain(after.Functions, f => f.Name.EndsWith("_retired", StringComparison.Ordinal));
    }

    [Fact]
    public void Topology_OfTheSameSteps_IsFresh() => Assert.Empty(FreshnessOf(Unordered, Unordered));

    [Theory]
    [InlineData(Ordered, "the subscription 'PriceOrder' of 'order.placed' is no longer in use")]
    [InlineData(WithoutIt, "the subscription 'PriceOrder' of 'order.placed' is no longer in use")]
    [InlineData(Unordered + "\n[On<Priced>] public sealed class Tell { public void Handle(Priced e) { } }", "the subscription 'Tell' of 'order.priced' is new")]
    [InlineData(Unordered + "\n[Topic(\"more\")] public sealed record More(int A);", "its topics or functions are others")]
    public void Topology_OfOtherSteps_IsStaleAndSaysWhy(string now, string why)
    {
        var found = Assert.Single(FreshnessOf(Unordered, now));
        Assert.True(found.Problem is { Id: "SW3017", IsWarning: true });
        Assert.Contains(why, found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Emulator_OfTopicsWithAndWithoutSubscribers_StaysWithinItsLimits()
    {
        var topics = JsonDocument.Parse(EmulatorWriter.Write(Write(Ordered))).RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Topics").EnumerateArray().ToList();
        Assert.Equal(["order.placed", "order.priced"], topics.Select(t => t.GetProperty("Name").GetString()!));
        Assert.All(topics, t => Assert.Equal("PT5M", t.GetProperty("Properties").GetProperty("DuplicateDetectionHistoryTimeWindow").GetString()));
        var subscriptions = topics.Select(t => Assert.Single(t.GetProperty("Subscriptions").EnumerateArray())).ToList();
        Assert.Equal(["PriceOrder.s", "none"], subscriptions.Select(s => s.GetProperty("Name").GetString()!));
        Assert.Equal([true, false], subscriptions.Select(s => s.GetProperty("Properties").GetProperty("RequiresSession").GetBoolean()));
        Assert.All(subscriptions, s => Assert.Equal(10, s.GetProperty("Properties").GetProperty("MaxDeliveryCount").GetInt32()));
        Assert.Equal(["sw_to IS NULL OR sw_to = 'PriceOrder'", "1=0"],
            subscriptions.Select(s => Assert.Single(s.GetProperty("Rules").EnumerateArray()).GetProperty("Properties").GetProperty("SqlFilter").GetProperty("SqlExpression").GetString()!));
    }

    /// <summary>Writes the topology of steps and reads it back, as a later build would.</summary>
    private TopologyDocument Write(string source, TopologyDocument? before = null)
    {
        using var steps = Steps.Of(source);
        folder.Write("topology.json", TopologyWriter.Write(TopologyDocument.Of(steps.GoodPlan(topology: before), before)));
        List<Finding> findings = [];
        var read = TopologyReader.Read(folder["topology.json"], findings);
        Assert.Empty(findings);
        return read!;
    }

    private List<Finding> FreshnessOf(string before, string now)
    {
        var committed = Write(before);
        using var steps = Steps.Of(now);
        List<Finding> findings = [];
        TopologyFreshness.Check(folder["topology.json"], committed, steps.GoodPlan(topology: committed), findings);
        return findings;
    }
}
