using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stepwell.EndToEnd;

/// <summary>What an operator reads when the app cannot start: what, where, how to mend it.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-setup");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Start_PortTaken_SaysByWhomAndHowToChooseAnother()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", $"http://127.0.0.1:{port}", "--Stepwell:DataDirectory=" + folder.FullName);
        Assert.Equal(1, app.ExitCode);
        Assert.Contains("SW2001", app.Output, StringComparison.Ordinal);
        Assert.Contains($"http://127.0.0.1:{port} is taken", app.Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), app.Output, StringComparison.Ordinal);
        Assert.Contains("--urls", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AddressOfOtherMachines_IsRefused()
    {
        await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://0.0.0.0:0", "--Stepwell:DataDirectory=" + folder.FullName);
        Assert.Equal(1, app.ExitCode);
        Assert.Contains("SW2006", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataDirectoryInUse_SaysByWhom()
    {
        await using var first = await AppProcess.StartAsync(folder.FullName);
        await using var second = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + folder.FullName);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("SW2003", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DamagedDatabase_IsToldAndLeftAsItIs()
    {
        var file = Path.Combine(folder.FullName, "stepwell.db");
        var garbage = new byte[8192];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(file, garbage, TestContext.Current.CancellationToken);
        await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + folder.FullName);
        Assert.Equal(1, app.ExitCode);
        Assert.Contains("is damaged or no SQLite database", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_FolderThatIsAFile_SaysItCannotBeWritten()
    {
        var path = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + path);
        Assert.Equal(1, app.ExitCode);
        Assert.Contains("SW2002", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderThatNobodyMayWrite_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that not even root may write.");
        await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=/proc/stepwell");
        Assert.Equal(1, app.ExitCode);
        Assert.Contains("SW2002", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseLockedByAnotherProgram_IsTold()
    {
        await using (var first = await AppProcess.StartAsync(folder.FullName)) await first.StopAsync();
        SQLitePCL.Batteries_V2.Init();
        Assert.Equal(SQLitePCL.raw.SQLITE_OK, SQLitePCL.raw.sqlite3_open(Path.Combine(folder.FullName, "stepwell.db"), out var browser));
        using (browser)
        {
            SQLitePCL.raw.sqlite3_exec(browser, "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE; CREATE TABLE x(y);");
            await using var app = await AppProcess.RunToEndAsync(Repository.OrderDesk, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + folder.FullName);
            Assert.Equal(1, app.ExitCode);
            Assert.Contains("is locked by another program", app.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stop_ByInterrupt_EndsInOrder()
    {
        await using var app = await AppProcess.StartAsync(folder.FullName);
        await app.StopAsync();
        Assert.Equal(0, app.ExitCode);
    }
}
