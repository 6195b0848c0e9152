using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stepwell.Generators;

namespace Benchmarks;

/// <summary>1,000 steps, one edited: the generator beside a pipeline that finds the same classes by one attribute and does nothing with them.</summary>
internal static class GeneratorBenchmark
{
    private const int Steps = 1000;
    private const int WarmUps = 15;
    private const int Rounds = 60;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly (string Name, Func<int, string> Edit)[] Edits =
    [
        ("body of a handler", round => Source(500, body: $"_ = {round};")),
        ("route of a trigger", round => Source(500, route: $"/r{round}")),
        ("parameters of a handler", round => Source(500, parameters: $", int p{round}")),
        ("a topic's record", round => Source(500, topic: $", int P{round}")),
    ];

    public static void Run()
    {
        Console.WriteLine($"{Steps} steps, one edited; median of {Rounds} rounds, milliseconds");
        foreach (var (name, edit) in Edits)
        {
            var (empty, ours) = Measure(edit);
            Console.WriteLine($"{name,-26} empty {empty,7:F2}   Stepwell {ours,7:F2}   ratio {ours / empty:F2}");
        }
    }

    // Both pipelines see the same edits, in turns, each on a compilation nobody has asked anything yet.
    private static (double Empty, double Ours) Measure(Func<int, string> edit)
    {
        var trees = Enumerable.Range(0, Steps).Select(i => Parse(Source(i), i)).ToImmutableArray();
        var start = CSharpCompilation.Create("Bench.Steps", [Parse("global using System; global using System.Threading.Tasks; global using Stepwell;", -1), .. trees], References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var drivers = new[] { Driver(new EmptyGenerator()), Driver(new StepGenerator()) };
        for (var d = 0; d < drivers.Length; d++) drivers[d] = drivers[d].RunGenerators(start);
        var times = new[] { new List<double>(), new List<double>() };
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var text = edit(round);
            for (var turn = 0; turn < drivers.Length; turn++)
            {
                var d = (round + turn) % 2;
                var edited = start.ReplaceSyntaxTree(trees[500], Parse(text, 500));
                var watch = Stopwatch.StartNew();
                drivers[d] = drivers[d].RunGenerators(edited);
                if (round >= WarmUps) times[d].Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        return (Median(times[0]), Median(times[1]));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static GeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Options);

    private static SyntaxTree Parse(string text, int index) => CSharpSyntaxTree.ParseText(text, Options, $"/bench/steps/f{index % 20}/S{index}.step.cs");

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));

    private static string Source(int i, string body = "", string? route = null, string parameters = "", string topic = "") => (i % 3) switch
    {
        0 => $$"""
            namespace Bench.F{{i % 20}};
            /// <summary>Takes number {{i}}.</summary>
            [Flow("bench"), Post("{{route ?? $"/things{i}/{{id}}"}}"), Emits<Topic{{i}}>]
            public sealed class Step{{i}}(TimeProvider time)
            {
                public ApiResult<Answer{{i}}> Handle(string id, Body{{i}} body, StepContext step, int page = 1{{parameters}})
                {
                    {{body}}
                    step.Emit(new Topic{{i}}(id, body.Amount));
                    return ApiResult.Accepted(new Answer{{i}}(time.GetUtcNow()));
                }
            }
            public sealed record Body{{i}}(int Amount);
            public sealed record Answer{{i}}(DateTimeOffset At);
            [Topic("topic{{i}}")] public sealed record Topic{{i}}(string Id, int Amount{{topic}});
            """,
        1 => $$"""
            namespace Bench.F{{i % 20}};
            [Flow("bench"), On<F{{(i - 1) % 20}}.Topic{{i - 1}}>, Retry(3), InGroup("thing/{Id}")]
            public sealed class Step{{i}}
            {
                public async Task<Topic{{i}}> HandleAsync(F{{(i - 1) % 20}}.Topic{{i - 1}} e, StepContext step)
                {
                    await step.State.UpdateAsync<int>("n", n => n + e.Amount);
                    return new Topic{{i}}(e.Id);
                }
                public void OnFailure(StepFailure failure) => _ = failure;
            }
            [Topic("topic{{i}}")] public sealed record Topic{{i}}(string Id);
            """,
        _ => $$"""
            namespace Bench.F{{i % 20}};
            /// <summary>Ends {{i}}.</summary>
            [Flow("bench"), On<F{{(i - 1) % 20}}.Topic{{i - 1}}>]
            public sealed class Step{{i}}
            {
                public void Handle(F{{(i - 1) % 20}}.Topic{{i - 1}} e, StepContext step) { {{body}} step.State.Set("id", e.Id); }
                [Get("{{route ?? $"/step{i}"}}")] public string Show(StepContext step{{parameters}}) => step.TraceId;
            }
            {{(topic.Length > 0 ? $"[Topic(\"topic{i}\")] public sealed record Topic{i}(string Id{topic});" : "")}}
            """,
    };

    private sealed class EmptyGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var found = context.SyntaxProvider.ForAttributeWithMetadataName("Stepwell.FlowAttribute", (_, _) => true, (_, _) => 0);
            context.RegisterSourceOutput(found.Collect(), (_, _) => { });
        }
    }
}
