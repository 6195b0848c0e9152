using System.Text.Json;

namespace Stepwell.Infra.Tests;

/// <summary>What one Bicep file declares and uses, as the grammar reads it.</summary>
public sealed record BicepFile(
    string File,
    string[] Errors,
    BicepParameter[] Params,
    string[] Variables,
    BicepModule[] Modules,
    string[] Outputs,
    string[] Members,
    BicepResource[] Resources)
{
    public string Name => Path.GetRelativePath(Infra.Folder, File).Replace('\\', '/');

    internal static BicepFile[] Parse(string json) => JsonSerializer.Deserialize<BicepFile[]>(json, JsonSerializerOptions.Web)!;
}

public sealed record BicepParameter(string Name, bool Optional);

public sealed record BicepModule(string Name, string Path, string[] Params);

public sealed record BicepResource(string Name, string Type);
