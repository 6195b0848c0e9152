using System.Security.Cryptography;
using System.Text;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests.Endpoints;

/// <summary>Files and bytes that go from the form to a step that takes them.</summary>
public sealed class UploadTests(AppDesk desk) : IClassFixture<AppDesk>
{
    [Fact]
    public async Task Form_WithAFile_ReachesTheStepWhole()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=TakeFile");
        var content = RandomNumberGenerator.GetBytes(1_500_000);
        await screen.Page.GetByLabel("title", new() { Exact = true }).FillAsync("Grüße & more");
        await screen.Page.GetByLabel("file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "a b.bin", MimeType = "application/octet-stream", Buffer = content });

        await Send(screen).ClickAsync();

        await Expect(Response(screen)).ToContainTextAsync("200 OK");
        await Expect(Response(screen)).ToContainTextAsync("\"title\": \"Grüße & more\"");
        await Expect(Response(screen)).ToContainTextAsync("\"fileName\": \"a b.bin\"");
        await Expect(Response(screen)).ToContainTextAsync("\"bytes\": 1500000");
        await Expect(Response(screen)).ToContainTextAsync(Hash(content));
        await screen.PictureAsync("endpoints-upload");
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await Response(screen).GetByRole(AriaRole.Link, new() { Name = "Open the trace" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /parcels");
        // The form is not kept with the trace: no command says otherwise.
        var copy = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as cURL" });
        await Expect(copy).ToBeDisabledAsync();
        await Expect(copy).ToHaveAttributeAsync("title", "Forms and files are not kept with a trace. Fill in the form again under Endpoints.");
    }

    [Fact]
    public async Task Form_WithoutItsFile_IsRefusedByTheStepAndSaysWhat()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=TakeFile");
        await screen.Page.GetByLabel("title", new() { Exact = true }).FillAsync("no file");

        await Send(screen).ClickAsync();

        await Expect(Response(screen)).ToContainTextAsync("400 Bad Request");
        await Expect(screen.Page.Locator(".parameter", new() { Has = screen.Page.Locator("input[type=file]") }).Locator(".field-problems")).ToContainTextAsync("required");
    }

    [Fact]
    public async Task Body_AsItIs_ReachesTheStepAsTextOrAsAFile()
    {
        await using var screen = await desk.OpenAsync("endpoints?handler=TakeBytes");
        await screen.Page.GetByLabel("title", new() { Exact = true }).FillAsync("raw");
        await screen.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("as it is: é\n");

        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync(Hash(Encoding.UTF8.GetBytes("as it is: é\n")));

        var content = RandomNumberGenerator.GetBytes(300_000);
        await screen.Page.GetByLabel("or a file").SetInputFilesAsync(new FilePayload { Name = "a.bin", MimeType = "application/octet-stream", Buffer = content });
        await Expect(screen.Page.GetByLabel("Text", new() { Exact = true })).ToBeDisabledAsync();
        await Send(screen).ClickAsync();
        await Expect(Response(screen)).ToContainTextAsync("\"bytes\": 300000");
        await Expect(Response(screen)).ToContainTextAsync(Hash(content));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static ILocator Send(Screen screen) => screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    private static ILocator Response(Screen screen) => screen.Page.GetByRole(AriaRole.Region, new() { Name = "Response" });
}
