using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stepwell.Local.Introspection;

namespace Stepwell.Local.Tests.Introspection;

public sealed class FlowTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stepwell-places-").FullName;

    private string File => Path.Combine(folder, "flows.layout.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Totals_AfterAnOrder_CountRunsAndEventsByTopic()
    {
        await using var desk = await Desk.StartAsync();
        await desk.OrderAsync("book");
        await desk.OrderAsync("bad book");

        var handlers = (await desk.GetAsync("totals"))["handlers"]!.AsArray();
        var check = handlers.Single(h => (string?)h!["handler"] == "Check")!;

        Assert.Equal((2, 0, 1, 1), ((int)check["started"]!, (int)check["running"]!, (int)check["failed"]!, (int)check["deadLettered"]!));
        Assert.Equal("""[{"topic":"desk.ordered","count":2}]""", check["taken"]!.ToJsonString());
        Assert.Contains(handlers, h => h!["emitted"]!.ToJsonString() == """[{"topic":"desk.ordered","count":2}]""");
    }

    [Fact]
    public async Task Places_Written_AreAFileThatIsSortedAndReadAgain()
    {
        await using var desk = await InFolderAsync();

        var (status, _) = await desk.SendAsync("PUT", "flows/desk/places", """{"direction":"down","places":[{"node":"topic:desk.paid","x":7,"y":-20},{"node":"Check","x":100,"y":40}]}""");
        await desk.SendAsync("PUT", "flows/desk/places", """{"direction":"right","places":[{"node":"Check","x":1,"y":2}]}""");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(
            """
            {
              "version": 1,
              "flows": {
                "desk": {
                  "down": {
                    "Check": { "x": 100, "y": 40 },
                    "topic:desk.paid": { "x": 7, "y": -20 }
                  },
                  "right": {
                    "Check": { "x": 1, "y": 2 }
                  }
                }
              }
            }

            """,
            await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Equal(["flows.layout.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
        var read = await desk.GetAsync("flows/desk/places");
        Assert.Equal("""{"direction":"right","places":[{"node":"Check","x":1,"y":2}]}""", read[1]!.ToJsonString());
    }

    [Fact]
    public async Task Places_WrittenEmpty_LeaveTheFile()
    {
        await using var desk = await InFolderAsync();
        await desk.SendAsync("PUT", "flows/desk/places", """{"direction":"down","places":[{"node":"Check","x":1,"y":2}]}""");
        await desk.SendAsync("PUT", "flows/desk/places", """{"direction":"down","places":[]}""");
        Assert.Equal("[]", (await desk.GetAsync("flows/desk/places")).ToJsonString());
        Assert.DoesNotContain("Check", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_OfAHostInMemory_StayInMemory()
    {
        await using var desk = await Desk.StartAsync();
        await desk.SendAsync("PUT", "flows/desk/places", """{"direction":"down","places":[{"node":"Check","x":1,"y":2}]}""");
        Assert.Equal(1, (int)(await desk.GetAsync("flows/desk/places"))[0]!["places"]![0]!["x"]!);
    }

    [Theory]
    [InlineData("{", "cannot be read as places")]
    [InlineData("""{"version":2,"flows":{}}""", "Its version is 2")]
    [InlineData("""{"version":1,"flows":[]}""", "cannot be read as places")]
    [InlineData("""{"version":1,"flows":{"desk":{"down":{"Check":{"x":1}}}}}""", "'Check' has no y")]
    [InlineData("""{"version":1,"flows":{"desk":null}}""", "'desk' holds null")]
    [InlineData("""{"version":1,"flows":{"desk":{"down":null}}}""", "'down' holds null")]
    [InlineData("""{"version":1,"flows":{"desk":{"down":{"Check":{"x":1,"y":2},"Check":{"x":3,"y":4}}}}}""", "'Check'")]
    public async Task Places_OfAFileThatIsWrong_AreRefusedAndTheFileStays(string text, string words)
    {
        await using var desk = await InFolderAsync();
        await System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);
        await desk.RefusedAsync(HttpStatusCode.Conflict, words, "GET", "flows/desk/places");
        await desk.RefusedAsync(HttpStatusCode.Conflict, words, "PUT", "flows/desk/places", """{"direction":"down","places":[]}""");
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Places_WhereNothingCanBeWritten_TellWhy()
    {
        await using var gone = await InFolderAsync(Path.Combine(folder, "none"));
        await gone.RefusedAsync(HttpStatusCode.ServiceUnavailable, "there is no such folder", "PUT", "flows/desk/places", """{"direction":"down","places":[]}""");
        // A folder of that name stands in the way of any user, root too.
        Directory.CreateDirectory(File);
        await using var blocked = await InFolderAsync();
        await blocked.RefusedAsync(HttpStatusCode.ServiceUnavailable, "cannot be written", "PUT", "flows/desk/places", """{"direction":"down","places":[]}""");
        Directory.Delete(File);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "no flow 'none'", "none", """{"direction":"down","places":[]}""")]
    [InlineData(HttpStatusCode.BadRequest, "is no direction", "desk", """{"direction":"up","places":[]}""")]
    [InlineData(HttpStatusCode.BadRequest, "more than once", "desk", """{"direction":"down","places":[{"node":"a","x":1,"y":1},{"node":"a","x":2,"y":2}]}""")]
    public async Task Places_ThatAreWrong_AreRefused(HttpStatusCode status, string words, string flow, string body)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(status, words, "PUT", $"flows/{flow}/places", body);
    }

    [Fact]
    public async Task Source_OfAStep_IsItsFileWhereItIsOnThisMachine()
    {
        await using var desk = await InFolderAsync();
        var before = await desk.GetAsync("steps/Check/source");
        var file = (string)before["file"]!;
        Assert.Null((string?)before["path"]);
        Assert.True((int)before["line"]! > 0);

        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await System.IO.File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);

        Assert.Equal(path, (string?)(await desk.GetAsync("steps/Check/source"))["path"]);
        await desk.RefusedAsync(HttpStatusCode.NotFound, "no step 'None'", "GET", "steps/None/source");
    }

    private Task<Desk> InFolderAsync(string? path = null) =>
        Desk.StartAsync(b => b.Services.Replace(ServiceDescriptor.Singleton(new StepsFolder(path ?? folder))));
}
