using Stepwell.Build.Tests.Kit;

namespace Stepwell.Build.Tests.MsBuild;

/// <summary>A solution on disk as a user has it: projects of steps, and a Functions app that imports the build step.</summary>
internal sealed class ProjectTree : IDisposable
{
    private readonly TempFolder folder = new();

    public ProjectTree()
    {
        folder.Write("global.json", File.ReadAllText(Repository.File("global.json")));
        folder.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <UseSharedCompilation>false</UseSharedCompilation>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="Stepwell" HintPath="{{Stepwell}}" />
              </ItemGroup>
            </Project>
            """.Replace("{{Stepwell}}", Repository.Built("Stepwell"), StringComparison.Ordinal));
        folder.Write("functions/Contract.cs", Contract.Source);
        folder.Write("functions/Program.cs", """
            using Microsoft.Azure.Functions.Worker.Builder;
            using Stepwell.Azure;

            new FunctionsApplicationBuilder().AddStepwellApp();
            """);
        folder.Write("functions/Functions.csproj", Functions);
    }

    private static string Functions => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <Steps Condition="'$(Steps)' == ''">../desk/Desk.Steps.csproj</Steps>
            <StepwellBuildAssembly>{Repository.Built("Stepwell.Build")}</StepwellBuildAssembly>
          </PropertyGroup>
          <Import Project="{Repository.File("sdk/Stepwell.Build/build/Stepwell.Build.props")}" />
          <ItemGroup>
            <ProjectReference Include="$(Steps)" Condition="'$(Steps)' != 'none'" />
          </ItemGroup>
          <Import Project="{Repository.File("sdk/Stepwell.Build/build/Stepwell.Build.targets")}" />
        </Project>
        """;

    public string this[string path] => folder[path];

    public string Generated => folder["functions/obj/Debug/net10.0/stepwell"];

    public IEnumerable<string> GeneratedNames => Directory.EnumerateFiles(Generated, "*.g.cs").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>The classes that were compiled into the Functions app.</summary>
    public IEnumerable<string> CompiledFunctions
    {
        get
        {
            using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(folder["functions/bin/Debug/net10.0/Functions.dll"]));
            var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file);
            return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(t => metadata.GetString(t.Namespace) == "Stepwell.Functions").Select(t => metadata.GetString(t.Name)).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>A project of steps; its files are those of the dictionary, below its folder.</summary>
    public ProjectTree WithSteps(string directory, string name, params (string File, string Text)[] files)
    {
        folder.Write($"{directory}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <Using Include="Stepwell" />
                <Analyzer Include="{Repository.Built("Stepwell.Generators")}" />
                <CompilerVisibleProperty Include="ProjectDir" />
              </ItemGroup>
            </Project>
            """);
        foreach (var (file, text) in files) folder.Write($"{directory}/{file}", text);
        return this;
    }

    public void Write(string path, string text) => folder.Write(path, text);

    public string Read(string path) => folder.Read(path);

    public bool Exists(string path) => File.Exists(folder[path]);

    /// <summary>Runs MSBuild in <c>functions/</c>, as <c>dotnet build</c> does.</summary>
    public Task<BuildRun> BuildAsync(params string[] arguments)
    {
        // Restored once for the same references.
        string[] restored = arguments.Any(a => a.StartsWith("-p:Steps=", StringComparison.Ordinal)) || !File.Exists(folder["functions/obj/project.assets.json"]) ? [] : ["--no-restore"];
        return BuildRun.StartAsync(folder["functions"], ["build", "-nologo", "-v:n", .. restored, .. arguments]);
    }

    /// <summary>Runs MSBuild as an editor does that wants to know what would be compiled.</summary>
    public Task<BuildRun> DesignTimeAsync() => BuildRun.StartAsync(folder["functions"],
        ["msbuild", "-nologo", "-restore", "-v:n", "-t:Compile", "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:BuildProjectReferences=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-getItem:Compile"]);

    public void Dispose() => folder.Dispose();
}
