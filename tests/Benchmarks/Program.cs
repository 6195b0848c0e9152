using System.Globalization;
using Benchmarks;
using Benchmarks.Flow;
using Stepwell.Local;

// One benchmark a run: dotnet run -c Release --project tests/Benchmarks -- <name>
switch (args)
{
    case ["generator"]:
        GeneratorBenchmark.Run();
        return 0;
    case ["flow"]:
        await FlowBenchmark.RunAsync();
        return 0;
    case ["flow", var perSecond]:
        await FlowBenchmark.RunAtAsync(double.Parse(perSecond, CultureInfo.InvariantCulture));
        return 0;
    case ["start"]:
        await StartBenchmark.RunAsync();
        return 0;
    case ["overhead"]:
        await OverheadBenchmark.RunAsync();
        return 0;
    case ["layout"]:
        LayoutBenchmark.Run();
        return 0;
    case ["pages"]:
        await PagesBenchmark.RunAsync();
        return 0;
    case ["serve-bare", var url, var folder]:
        await BareServer.RunAsync(url, folder);
        return 0;
    case ["serve-stepwell", var url, var folder]:
        return await LocalHost.RunAsync<FlowApp>(["--urls", url, "--Stepwell:DataDirectory=" + folder]);
    default:
        Console.Error.WriteLine("Name one benchmark: flow, flow <flows per second>, start, overhead, generator, layout, pages");
        return 1;
}
