using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Stepwell.EndToEnd;

/// <summary>An event whose handler takes the process down ends as a dead letter, not as a crash loop, and takes nobody with it.</summary>
public sealed class PoisonTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-poison");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Event_ThatKillsTheProcess_IsGivenUpAfterItsAttempts()
    {
        await using (var app = await StartAsync())
        {
            try
            {
                await TakeAsync(app, deadly: true);
            }
            catch (HttpRequestException)
            {
                // The process may end before its answer has left.
            }
            await app.EndAsync();
        }
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            // It may end before it serves: what is pending is taken up first.
            await using var app = await AppProcess.RunToEndAsync(Repository.PoisonApp, "--urls", "http://127.0.0.1:0", "--Stepwell:DataDirectory=" + folder.FullName);
        }
        await using var last = await StartAsync();
        var harmless = await TakeAsync(last, deadly: false);
        Assert.True((bool)(await UntilAsync(last, harmless, p => (bool)p["swallowed"]!))["swallowed"]!);
        // The answer that was given, or would have been, stands under the request's key.
        var deadly = await TakeAsync(last, deadly: true);
        var poisoned = await UntilAsync(last, deadly, p => p["failure"] is not null);
        Assert.Equal("3: The process ended during the attempt.", (string?)poisoned["failure"]);
        var letters = (await last.Http.GetFromJsonAsync<JsonObject>("/_stepwell/api/dead-letters"))!["items"]!.AsArray();
        Assert.Equal(3, (int)Assert.Single(letters)!["attempts"]!);
    }

    private Task<AppProcess> StartAsync() => AppProcess.StartAsync(Repository.PoisonApp, folder.FullName, new Dictionary<string, string>());

    private static async Task<string> TakeAsync(AppProcess app, bool deadly)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pills") { Content = JsonContent.Create(new { deadly }) };
        request.Headers.Add("Idempotency-Key", deadly ? "deadly" : "harmless");
        using var answer = await app.Http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<string>())!;
    }

    private static async Task<JsonObject> UntilAsync(AppProcess app, string id, Func<JsonObject, bool> holds)
    {
        JsonObject pill = null!;
        await app.UntilAsync(async () => holds(pill = (await app.Http.GetFromJsonAsync<JsonObject>("/pills/" + id))!), $"the pill {id} is done");
        return pill;
    }
}
