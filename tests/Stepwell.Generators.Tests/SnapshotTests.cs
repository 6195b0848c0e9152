using System.Runtime.CompilerServices;
using Stepwell.Tests.Shared;

namespace Stepwell.Generators.Tests;

/// <summary>What is written for each kind of trigger, held beside the approved text in Snapshots.</summary>
public sealed class SnapshotTests
{
    private const string Topics = """
        [Topic("order.placed", OrderingKey = "Id")] public sealed record Placed(string Id, string Sku);
        [Topic("order.priced")] public sealed record Priced(string Id);

        """;

    public static TheoryData<string, string> Kinds => new()
    {
        { "Api", """
            /// <summary>Accepts an <b>order</b>.<para>More.</para></summary>
            [Post("/orders/{id}"), Emits<Placed>, InTrace("{id}"), Responds(409, Description = "Twice.")]
            public sealed class S(TimeProvider time) { public ApiResult<string> Handle(string id, Placed body, int page = 1) => ApiResult.Accepted($"{time}{id}{body}{page}"); }
            """ },
        { "Event", """
            [On<Placed>, Retry(3, Never = [typeof(ArgumentException)]), Concurrency(4), Ordered, InGroup("stock/{Sku}")]
            public sealed class S { public async Task<Priced?> HandleAsync(Placed e) { await Task.Yield(); return new(e.Id); } public void OnFailure(Placed e, StepFailure failure) { } }
            """ },
        { "Join", "[OnAll<Placed, Priced>] public sealed class S { public void Handle(Priced b, Placed a) { } }" },
        { "Cron", """public sealed class S { [Cron("0 6 * * *", TimeZone = "Europe/Berlin")] public Task ReportAsync(CronTick tick) => Task.FromResult(tick); }""" },
        { "Noop", "[Noop, WaitsFor<Placed>, LeadsTo<S>, Flow(\"people\")] public sealed class S;" },
        { "Several", """public sealed class S : IDisposable { [Get("/s")] public string Show() => ""; [On<Priced>] public void Note(Priced e) { } public void Dispose() { } }""" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Step_OfAKind_IsWrittenAsApproved(string kind, string source) =>
        Approve(kind, Compiler.Run(("steps/orders/S.step.cs", Topics + source)).Sources["S.g.cs"]);

    [Fact]
    public void Catalog_OfStepsAndTopics_IsWrittenAsApproved()
    {
        var sources = Compiler.Run(("steps/orders/S.step.cs", Topics + "[On<Placed>] public sealed class S { public void Handle(Placed e) { } }")).Sources;
        Approve("Catalog", sources["Catalog.g.cs"]);
        Approve("Topic", sources["Topic_order_placed.topic.g.cs"]);
    }

    private static void Approve(string name, string text, [CallerFilePath] string here = "") =>
        Approved.Check(Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name + ".cs.txt"), text);
}
