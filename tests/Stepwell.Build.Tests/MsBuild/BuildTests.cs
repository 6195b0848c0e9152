namespace Stepwell.Build.Tests.MsBuild;

/// <summary>The build step within real builds.</summary>
public sealed class BuildTests : IDisposable
{
    private const string App = """
        namespace Desk;
        public sealed class DeskApp : IStepApp { public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) { } }
        """;
    private const string Show = """namespace Desk; [Get("/desk")] public sealed class Show { public string Handle() => "Hello"; }""";
    private const string Tidy = """namespace Desk; [Cron("0 0 6 * * *")] public sealed class Tidy { public void Handle(CronTick tick) { } }""";

    private readonly ProjectTree tree = new ProjectTree().WithSteps("desk", "Desk.Steps", ("DeskApp.cs", App), ("steps/Show.step.cs", Show), ("steps/Tidy.step.cs", Tidy));

    public void Dispose() => tree.Dispose();

    [Fact]
    public async Task Build_NothingChanged_WritesNothingAndCompilesNothing()
    {
        (await tree.BuildAsync()).Succeeded();
        Assert.Equal(["ShowFunction", "StepwellAdminFunction", "StepwellSweepFunction", "TidyFunction", "Tidy_timerFunction", "zzz_StepwellUnmatchedFunction"], tree.CompiledFunctions);
        var before = Times();
        var again = (await tree.BuildAsync()).Succeeded();
        Assert.Equal(before, Times());
        Assert.Contains("Skipping target \"_StepwellGenerate\"", again.Output, StringComparison.Ordinal);

        // The body of a handler is nothing to the functions.
        tree.Write("desk/steps/Show.step.cs", Show.Replace("Hello", "Good morning", StringComparison.Ordinal));
        (await tree.BuildAsync()).Succeeded();
        Assert.Equal(before, Times());

        // A route is, but only to its own function's file.
        tree.Write("desk/steps/Show.step.cs", Show.Replace("/desk", "/table", StringComparison.Ordinal));
        (await tree.BuildAsync()).Succeeded();
        Assert.Equal(["ShowFunction.g.cs"], Times().Except(before).Select(t => t.Name).Where(n => n.EndsWith(".g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Build_StepRemoved_ItsFileGoesAndIsOutOfTheCompilation()
    {
        (await tree.BuildAsync()).Succeeded();
        File.Delete(tree["desk/steps/Tidy.step.cs"]);
        (await tree.BuildAsync()).Succeeded();
        Assert.DoesNotContain("TidyFunction.g.cs", tree.GeneratedNames);
        Assert.Equal(["ShowFunction", "StepwellAdminFunction", "StepwellSweepFunction", "zzz_StepwellUnmatchedFunction"], tree.CompiledFunctions);

        (await tree.BuildAsync("-p:StepwellSweepSchedule=0 */5 * * * *")).Succeeded();
        Assert.Contains("\"0 */5 * * * *\"", tree.Read("functions/obj/Debug/net10.0/stepwell/StepwellSweepFunction.g.cs"), StringComparison.Ordinal);

        (await tree.BuildAsync("-t:Clean")).Succeeded();
        Assert.False(Directory.Exists(tree.Generated));
    }

    [Fact]
    public async Task DesignTimeBuild_BeforeAndAfterABuild_UsesWhatIsThere()
    {
        var before = (await tree.DesignTimeAsync()).Succeeded();
        Assert.DoesNotContain("ShowFunction.g.cs", before.Output, StringComparison.Ordinal);

        (await tree.BuildAsync()).Succeeded();
        // Steps that cannot be read are the build's to tell, not the editor's.
        File.WriteAllText(tree["desk/obj/Debug/net10.0/ref/Desk.Steps.dll"], "");
        var after = (await tree.DesignTimeAsync()).Succeeded();
        Assert.Contains("ShowFunction.g.cs", after.Output, StringComparison.Ordinal);
        Assert.Contains("StepwellApp.g.cs", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OfAnotherApp_NeedsTheReferenceAlone()
    {
        (await tree.BuildAsync()).Succeeded();
        tree.WithSteps("bakery", "Bakery.Steps", ("steps/All.step.cs", Bakery));
        (await tree.BuildAsync("-p:Steps=../bakery/Bakery.Steps.csproj")).Succeeded();
        Assert.Equal(
            ["Bake_order_doughFunction", "Bake_order_heatFunction", "Oven_ColdFunction", "Oven_Cold_timer0Function", "Oven_Cold_timer1Function", "Oven_HeatFunction", "Oven_ShowFunction", "QueueUpFunction",
                "StepwellAdminFunction", "StepwellSweepFunction", "zzz_StepwellUnmatchedFunction"],
            tree.CompiledFunctions);
        Assert.Contains("AddStepwell<global::Bakery.Shop>()", tree.Read("functions/obj/Debug/net10.0/stepwell/StepwellApp.g.cs"), StringComparison.Ordinal);
        Assert.Contains("\"QueueUp.s\"", tree.Read("functions/obj/Debug/net10.0/stepwell/QueueUpFunction.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithAProblem_FailsWithItsIdAndPlace()
    {
        tree.Write("desk/steps/Tidy.step.cs", """namespace Desk;""" + "\n" + """[Get("/a/{b:sku}")] public sealed class Tidy { public string Handle(string b) => b; }""");
        var route = (await tree.BuildAsync()).Failed();
        Assert.Contains(tree["desk/steps/Tidy.step.cs"] + "(2): error SW3013", route.Output, StringComparison.Ordinal);

        var none = (await tree.BuildAsync("-p:Steps=none")).Failed();
        Assert.Contains("error SW3001", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topology_WrittenByItsTarget_IsKeptAndCheckedAndPruned()
    {
        (await tree.BuildAsync("-t:StepwellTopology")).Succeeded();
        Assert.Contains("\"name\": \"Tidy\"", tree.Read("infra/topology.json"), StringComparison.Ordinal);
        Assert.Contains("\"Name\": \"stepwell.tick\"", tree.Read("infra/local/servicebus.json"), StringComparison.Ordinal);
        Assert.False(tree.Exists("functions/bin/Debug/net10.0/Functions.dll"));

        File.Delete(tree["desk/steps/Tidy.step.cs"]);
        var stale = (await tree.BuildAsync()).Succeeded();
        Assert.Contains("warning SW3017", stale.Output, StringComparison.Ordinal);
        (await tree.BuildAsync("-t:StepwellTopology")).Succeeded();
        Assert.Contains("\"retired\": true", tree.Read("infra/topology.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("warning SW3017", (await tree.BuildAsync()).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Tidy_stepwell_tick_retiredFunction.g.cs", Times().Select(t => t.Name));

        var pruned = (await tree.BuildAsync("-t:StepwellPruneTopology")).Succeeded();
        Assert.Contains("stepwell.tick/Tidy is forgotten", pruned.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("retired\": true", tree.Read("infra/topology.json"), StringComparison.Ordinal);

        tree.Write("infra/topology.json", tree.Read("infra/topology.json").Replace("\"Desk\"", "\"Other\"", StringComparison.Ordinal));
        Assert.Contains("error SW3016", (await tree.BuildAsync("-t:StepwellTopology")).Failed().Output, StringComparison.Ordinal);
    }

    private const string Bakery = """
        namespace Bakery;
        [Topic("order.dough")] public sealed record Dough(string Id);
        [Topic("order.heat")] public sealed record Heat(string Id);
        public sealed class Shop : IStepApp { public static void Configure(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder) { } }
        [On<Dough>, Ordered] public sealed class QueueUp { public void Handle(Dough e) { } }
        [OnAll<Dough, Heat>] public sealed class Bake { public void Handle(Dough a, Heat b) { } }
        public sealed class Oven
        {
            [Get("/oven"), Emits<Dough>] public string Show() => "";
            [On<Dough>] public Heat Heat(Dough e) => new(e.Id);
            [Cron("0 0 6 * * *"), Cron("0 30 8 * * 1-5", TimeZone = "Europe/Berlin")] public void Cold(CronTick tick) { }
        }
        """;

    private List<(string Name, DateTime Time)> Times() =>
        [.. Directory.EnumerateFiles(tree.Generated).Append(tree["functions/bin/Debug/net10.0/Functions.dll"]).Order(StringComparer.Ordinal)
            .Where(f => !f.EndsWith(".stamp", StringComparison.Ordinal)).Select(f => (Path.GetFileName(f), File.GetLastWriteTimeUtc(f)))];
}
