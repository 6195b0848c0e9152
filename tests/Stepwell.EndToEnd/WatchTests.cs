using System.Net.Http.Json;

namespace Stepwell.EndToEnd;

/// <summary>Under <c>dotnet watch</c> a step that is changed answers anew, without anybody starting anything.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-watch");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Watch_StepChanged_AnswersAnew()
    {
        var project = Copy();
        await using var app = await AppProcess.WatchAsync(project.FullName, Path.Combine(folder.FullName, "data"));
        Assert.DoesNotContain('!', await TakeAsync(app));
        var program = Path.Combine(project.DirectoryName!, "Program.cs");
        var before = await File.ReadAllTextAsync(program);
        var after = before.Replace("ApiResult.Accepted(step.TraceId)", "ApiResult.Accepted(step.TraceId + \"!\")", StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        await File.WriteAllTextAsync(program, after);
        await app.UntilAsync(async () => (await TakeAsync(app)).EndsWith('!'), "the changed step answers");
    }

    private static async Task<string> TakeAsync(AppProcess app)
    {
        using var answer = await app.Http.PostAsJsonAsync("/pills", new { deadly = false });
        return (await answer.Content.ReadFromJsonAsync<string>())!;
    }

    /// <summary>The smallest app, where it may be edited, built as if it were in the repository.</summary>
    private FileInfo Copy()
    {
        var target = folder.CreateSubdirectory("app").FullName;
        foreach (var file in (string[])["PoisonApp.csproj", "Program.cs"])
            File.WriteAllText(Path.Combine(target, file), File.ReadAllText(Repository.File("tests/Stepwell.EndToEnd/app/" + file)).Replace("../../../", Repository.Root, StringComparison.Ordinal));
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(target, file), $"""<Project><Import Project="{Repository.File(file)}" /></Project>""");
        File.Copy(Repository.File("global.json"), Path.Combine(target, "global.json"));
        return new FileInfo(Path.Combine(target, "PoisonApp.csproj"));
    }
}
