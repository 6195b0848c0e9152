using Benchmarks;

// One line per benchmark: dotnet run -c Release --project tests/Benchmarks -- <name>
var benchmarks = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    ["generator"] = GeneratorBenchmark.Run,
};

if (args is not [var name] || !benchmarks.TryGetValue(name, out var run))
{
    Console.Error.WriteLine($"Name one benchmark: {string.Join(", ", benchmarks.Keys)}");
    return 1;
}
run();
return 0;
