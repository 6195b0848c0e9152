using Stepwell.Build.Functions;
using Stepwell.Build.Problems;
using Stepwell.Build.Tests.Kit;
using Stepwell.Build.Topology;

namespace Stepwell.Build.Tests;

/// <summary>Every problem of a project's steps is told with its id, and where.</summary>
public sealed class ProblemTests
{
    private const string Placed = """[Topic("order.placed")] public sealed record Placed(string Id);""" + "\n";
    private const string Step = """[Get("/a")] public sealed class Show { public string Handle() => ""; }""" + "\n";

    [Fact]
    public void References_WithoutSteps_AreSW3001()
    {
        using var steps = new Steps().Add("Nothing", "public class C;");
        Assert.Contains("ProjectReference", Only(steps, "SW3001").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void References_OfTwoStepsAssemblies_AreSW3002UnlessOneIsNamed()
    {
        using var steps = new Steps().Add("A.Steps", Steps.App + Step).Add("B.Steps", "namespace B;\n" + Steps.App.Replace("DeskApp", "OtherApp", StringComparison.Ordinal) + Step);
        Assert.Contains("A.Steps, B.Steps", Only(steps, "SW3002").Text, StringComparison.Ordinal);
        steps.Findings.Clear();
        Assert.Equal("B.OtherApp", steps.GoodPlan(new() { App = "OtherApp" }).App.Type);
        Assert.Equal("A.Steps", steps.GoodPlan(new() { App = "DeskApp" }).App.Assembly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("internal sealed class Hidden : IStepApp { public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) { } }")]
    [InlineData("public abstract class Base : IStepApp { public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) { } }")]
    public void Steps_WithoutAUsableApp_AreSW3003(string app)
    {
        using var steps = new Steps().Add("Desk.Steps", Step + app);
        Assert.Contains("public sealed class DeskApp : IStepApp", Only(steps, "SW3003").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void App_NestedOrDerived_IsFound()
    {
        using var nested = new Steps().Add("Desk.Steps", Step + "namespace N { public static class Outer {" + Steps.App + "} }");
        Assert.Equal("N.Outer.DeskApp", nested.GoodPlan().App.Type);
        using var derived = new Steps().Add("Desk.Steps", Step + Steps.App.Replace("sealed class DeskApp", "abstract class Base", StringComparison.Ordinal) + "public class Derived : Base;");
        Assert.Equal("Derived", derived.GoodPlan().App.Type);
    }

    [Fact]
    public void Steps_WithTwoApps_AreSW3004UnlessOneIsNamed()
    {
        using var steps = Steps.Of(Step + "namespace N { " + Steps.App + " }");
        Assert.Contains("DeskApp, N.DeskApp", Only(steps, "SW3004").Text, StringComparison.Ordinal);
        steps.Findings.Clear();
        Assert.Equal("N.DeskApp", steps.GoodPlan(new() { App = "N.DeskApp" }).App.Type);
        Assert.Equal("DeskApp", steps.GoodPlan(new() { App = "DeskApp" }).App.Type);
    }

    [Fact]
    public void App_ThatIsNamedAndIsNot_IsSW3005()
    {
        using var steps = Steps.Of(Step);
        Assert.Null(steps.Plan(new() { App = "MyApp" }));
        Assert.Equal("SW3005", Assert.Single(steps.Findings).Problem.Id);
        Assert.Contains("DeskApp", steps.Findings[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ManifestVersion(1)", "ManifestVersion(2)", "version 2")]
    [InlineData("[assembly: global::Stepwell.Catalog.ManifestVersion(1)]", "", "no version")]
    [InlineData("\\\"kind\\\":\\\"api\\\",\\\"line\\\"", "\\\"kind\\\":\\\"api\\\",\\\"row\\\"", "a piece")]
    public void Manifest_OfAnotherVersion_IsSW3006(string from, string to, string told)
    {
        using var steps = new Steps().Add("Desk.Steps", Steps.App + Step, text => text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(told, Only(steps, "SW3006").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_ThatIsDamaged_IsSW3007()
    {
        using var steps = new Steps().AddFile("Broken.dll", "This is no assembly.");
        Assert.Contains("Broken.dll", Only(steps, "SW3007").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_OfOneName_AreSW3008()
    {
        using var steps = Steps.Of(Step + """public sealed class A { [Get("/b")] public string B() => ""; [Get("/c")] public string C() => ""; }""" + "\n" + """[Get("/d")] public sealed class A_b { public string Handle() => ""; }""");
        var found = Only(steps, "SW3008");
        Assert.Contains("'A.B'", found.Text, StringComparison.Ordinal);
        Assert.Contains("'A_b'", found.Text, StringComparison.Ordinal);
        Assert.Equal(new SourcePlace("steps/orders/S.step.cs", 4), found.At);
    }

    [Fact]
    public void Step_NamedAsAFunctionOfStepwell_IsSW3008()
    {
        using var steps = Steps.Of("""[Get("/d")] public sealed class StepwellSweep { public string Handle() => ""; }""");
        Assert.Contains("Stepwell's own", Only(steps, "SW3008").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FunctionName_ThatAzureRefuses_IsSW3009()
    {
        using var steps = Steps.Of("""[Get("/d")] public sealed class Bestätigen { public string Handle() => ""; }""");
        Only(steps, "SW3009");
    }

    [Fact]
    public void Subscription_TooLong_IsSW3010()
    {
        var name = "A" + new string('b', 47);
        using var fits = Steps.Of(Placed + $"[On<Placed>, Ordered] public sealed class {name} {{ public void Handle(Placed e) {{ }} }}");
        Assert.Equal(50, fits.GoodPlan().Subscriptions.Single().Name.Length);
        List<Finding> findings = [];
        var step = fits.GoodPlan().App.Steps.Single();
        var handler = step.Handlers.Single() with { Name = name + ".Handle" };
        FunctionPlanner.Plan(fits.GoodPlan().App with { Steps = [step with { Handlers = [handler] }] }, new(), [], findings);
        Assert.Equal("SW3010", Assert.Single(findings).Problem.Id);
        Assert.Contains("57 characters", findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Subscription_ThatServiceBusRefuses_IsSW3011()
    {
        using var steps = Steps.Of(Placed + "[On<Placed>] public sealed class Price_ { public void Handle(Placed e) { } }");
        Only(steps, "SW3011");
    }

    [Fact]
    public void Subscriptions_OfOneName_AreSW3012()
    {
        using var steps = Steps.Of(Placed + "[On<Placed>, Ordered] public sealed class A { public void Handle(Placed e) { } }\npublic sealed class B { [On<Placed>] public void S(Placed e) { } [On<Placed>] public void T(Placed e) { } }");
        var plan = steps.GoodPlan();
        var b = plan.App.Steps.Single(s => s.Name == "B");
        // A handler of A that is named S would share the subscription A.s.
        var clash = b with { Handlers = [b.Handlers.Single(h => h.Name == "B.S") with { Name = "A.S" }] };
        List<Finding> findings = [];
        FunctionPlanner.Plan(plan.App with { Steps = [plan.App.Steps.Single(s => s.Name == "A"), clash] }, new(), [], findings);
        Assert.Equal("SW3012", Assert.Single(findings).Problem.Id);
    }

    [Fact]
    public void RouteConstraint_OfTheAppsOwn_IsSW3013()
    {
        using var steps = Steps.Of("""[Get("/a/{sku:sku}")] public sealed class Show { public string Handle(string sku) => sku; }""");
        Assert.Contains("'sku'", Only(steps, "SW3013").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ThatAreWrong_AreSW3014()
    {
        using var steps = Steps.Of(Step);
        Assert.Null(steps.Plan(new() { AuthorizationLevel = "anonymous", SweepSchedule = "* * * * *" }));
        Assert.Equal(["SW3014", "SW3014"], steps.Findings.Select(f => f.Problem.Id));
    }

    [Theory]
    [InlineData("{", "SW3015")]
    [InlineData("""{"version":2,"app":"Desk","topics":[],"subscriptions":[]}""", "SW3015")]
    [InlineData("""{"version":1,"app":"Desk","topics":[]}""", "SW3015")]
    public void Topology_ThatCannotBeRead_IsSW3015(string text, string id)
    {
        using var folder = new TempFolder();
        folder.Write("topology.json", text);
        List<Finding> findings = [];
        Assert.Null(TopologyReader.Read(folder["topology.json"], findings));
        Assert.Equal(id, Assert.Single(findings).Problem.Id);
    }

    [Fact]
    public void Emulator_OfTooManyTopics_IsToldAsSW3018()
    {
        List<Finding> findings = [];
        EmulatorWriter.Check(new("Desk", [.. Enumerable.Range(0, 51).Select(i => "t" + i)], [.. Enumerable.Range(0, 51).Select(i => new Subscription("t0", "s" + i, "S", false))], []), findings);
        Assert.Equal(["SW3018", "SW3018"], findings.Select(f => f.Problem.Id));
    }

    [Fact]
    public void Triggers_OfOneHandlerThatSlugAlike_HaveNamesOfTheirOwn()
    {
        using var steps = Steps.Of("""
            [Topic("order-placed")] public sealed record Dashed(string Id);
            [Topic("order.placed")] public sealed record Dotted(string Id);
            [Topic("order.priced")] public sealed record Priced(string Id);
            [OnAll<Dashed, Dotted, Priced>] public sealed class Confirm { public void Handle(Dashed a, Dotted b, Priced c) { } }
            [Get("/report.csv"), Get("/report/csv"), Get("/report")] public sealed class Report { public string Handle() => ""; }
            """);
        var names = steps.GoodPlan().Functions.Where(f => f.Handler is not null).Select(f => f.Name).ToList();
        Assert.Equal(6, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Confirm_order_priced", names);
        Assert.Contains("Report_get_report", names);
        Assert.Equal(2, names.Count(n => System.Text.RegularExpressions.Regex.IsMatch(n, "^Confirm_order_placed_[0-9a-f]{8}$")));
        Assert.Equal(2, names.Count(n => System.Text.RegularExpressions.Regex.IsMatch(n, "^Report_get_report_csv_[0-9a-f]{8}$")));
    }

    [Theory]
    [InlineData(100, 349, false)]
    [InlineData(101, 349, true)]
    public void Topology_OfMoreThanATemplateHolds_IsSW3019(int topics, int subscriptions, bool told)
    {
        List<Finding> findings = [];
        DeploymentLimit.Check(new("Desk", [.. Enumerable.Range(0, topics).Select(i => "t" + i)], [.. Enumerable.Range(0, subscriptions).Select(i => new Subscription("t0", "s" + i, "S", false, Retired: i < 3))], []), findings);
        Assert.Equal(told ? ["SW3019"] : [], findings.Select(f => f.Problem.Id));
        if (told) Assert.Contains("101 topics and 349 subscriptions, 3 of them retired", findings[0].Text, StringComparison.Ordinal);
    }

    private static Finding Only(Steps steps, string id)
    {
        Assert.Null(steps.Plan());
        var found = Assert.Single(steps.Findings);
        Assert.Equal(id, found.Problem.Id);
        return found;
    }
}
