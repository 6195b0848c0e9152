using Stepwell.Build.Emit;
using Stepwell.Build.Tests.Kit;
using Stepwell.Tests.Shared;

namespace Stepwell.Build.Tests;

/// <summary>What each kind of trigger becomes.</summary>
public sealed class SnapshotTests
{
    private const string Topics = """
        [Topic("order.placed")] public sealed record Placed(string Id);
        [Topic("order.priced")] public sealed record Priced(string Id);

        """;

    public static TheoryData<string, string> Kinds => new()
    {
        { "Api", """
            /// <summary>Shows an <b>order</b> &amp; its lines.</summary>
            [Get("/orders/{id}")] public sealed class ShowOrder { public string Handle(string id) => id; }
            """ },
        { "SeveralRoutes", """[Get("/orders"), Get("/orders/{id:int}"), Post("/")] public sealed class ShowOrder { public string Handle() => ""; }""" },
        { "Event", "[On<Placed>] public sealed class PriceOrder { public void Handle(Placed e) { } }" },
        { "Ordered", "[On<Placed>, Ordered] public sealed class PriceOrder { public void Handle(Placed e) { } }" },
        { "Join", "[OnAll<Placed, Priced>] public sealed class ConfirmOrder { public void Handle(Placed a, Priced b) { } }" },
        { "Cron", """[Cron("0 0 6 * * *")] public sealed class Nightly { public void Handle(CronTick tick) { } }""" },
        { "SeveralCrons", """[Cron("0 0 6 * * *"), Cron("*/30 10 8 * * 1-5", TimeZone = "Europe/Berlin")] public sealed class Nightly { public void Handle(CronTick tick) { } }""" },
        { "SeveralHandlers", """
            public sealed class Desk
            {
                [Get("/desk")] public string Show() => "";
                [On<Placed>] public void Note(Placed e) { }
                [Cron("0 */5 * * * *")] public void Tidy() { }
            }
            """ },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Functions_OfAKindOfTrigger_AreWrittenAsApproved(string kind, string source)
    {
        using var steps = Steps.Of(Topics + source);
        Approved.Check(File(kind), steps.Sources());
        Assert.Empty(Contract.Complaints(PlanEmitter.Emit(steps.GoodPlan()), steps.References.Single()));
    }

    [Fact]
    public void Functions_OfNoStep_AreWrittenAsApproved()
    {
        using var steps = Steps.Of("[Noop] public sealed class Reviewer;");
        Approved.Check(File("Own"), string.Join("\n", PlanEmitter.Emit(steps.GoodPlan()).Select(f => $"// {f.Name}\n{f.Text}")));
    }

    [Fact]
    public void Functions_OfOrderDesk_Compile()
    {
        List<Problems.Finding> findings = [];
        var plan = FunctionsBuild.Plan([Repository.Built("OrderDesk.Steps")], new(), null, findings);
        Assert.Empty(findings);
        Assert.Empty(Contract.Complaints(PlanEmitter.Emit(plan!), Repository.Built("OrderDesk.Steps")));
    }

    [Fact]
    public void Functions_WrittenTwice_AreTheSame()
    {
        using var steps = Steps.Of(Topics + Kinds.Last().Data.Item2);
        Assert.Equal(PlanEmitter.Emit(steps.GoodPlan()), PlanEmitter.Emit(steps.GoodPlan()));
    }

    private static string File(string name) => Repository.File($"tests/Stepwell.Build.Tests/Snapshots/{name}.cs.txt");
}
