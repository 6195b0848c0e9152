using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>
/// A real table server for the tests of this assembly: Azurite, started at the first use on a free port. It is looked for in
/// <c>STEPWELL_AZURITE</c> (the path of <c>azurite-table</c>) and then in <c>PATH</c>; where it is missing, the tests are skipped,
/// or fail with <c>STEPWELL_REQUIRE_AZURITE=1</c>.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Name = "azurite-table";
    private const int Tries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lazy<Task<Uri>> address;
    private readonly Lazy<Task<ITableService>> service;
    private readonly HttpClient http = new();
    private DirectoryInfo? folder;
    private Process? process;

    public Azurite()
    {
        address = new(StartAsync);
        service = new(async () => new RestTables(http, await address.Value));
    }

    /// <summary>Skips the calling test where there is no Azurite.</summary>
    internal static void Require()
    {
        if (Find() is not null) return;
        const string reason = "Azurite is missing. Install it (npm install azurite) and put the folder of azurite-table in PATH, or its path in STEPWELL_AZURITE.";
        if (Environment.GetEnvironmentVariable("STEPWELL_REQUIRE_AZURITE") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>The server; started once, or its failure to start told to all.</summary>
    internal Task<ITableService> ServiceAsync() => service.Value;

    /// <summary>Where it listens, for other clients.</summary>
    internal Task<Uri> AddressAsync() => address.Value;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        folder?.Delete(recursive: true);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("STEPWELL_AZURITE") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new FileNotFoundException($"STEPWELL_AZURITE is '{named}', where there is no file. Give the path of {Name}.");
        string[] names = OperatingSystem.IsWindows() ? [Name + ".cmd", Name + ".exe"] : [Name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(f => names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }

    private async Task<Uri> StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("stepwell-azurite-");
        var said = "";
        for (var tried = 0; tried < Tries; tried++)
        {
            var port = FreePort();
            process = Process.Start(StartInfo(port))!;
            using var patience = new CancellationTokenSource(Patience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                said += line + "\n";
                if (!line.Contains("successfully started", StringComparison.Ordinal)) continue;
                // Nobody reads on: what it says is thrown away, so that it never waits for a reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new Uri($"http://127.0.0.1:{port}");
            }
            // Another process may have taken the port meanwhile.
            said += await process.StandardError.ReadToEndAsync(patience.Token);
            await StopAsync();
        }
        throw new InvalidOperationException($"Azurite does not start: {said}");
    }

    private ProcessStartInfo StartInfo(int port)
    {
        string[] arguments =
        [
            "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture),
            "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        ];
        var path = Find()!;
        return new ProcessStartInfo(path.EndsWith(".js", StringComparison.Ordinal) ? "node" : path, path.EndsWith(".js", StringComparison.Ordinal) ? [path, .. arguments] : arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder!.FullName,
        };
    }

    private async Task StopAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
