using System.Diagnostics;

namespace Stepwell.Tests.Shared;

/// <summary>How tests call <c>dotnet</c>.</summary>
internal static class DotnetCommand
{
    // What a test run under MSBuild inherits would lead the inner one to the outer one's files.
    private static readonly string[] Inherited = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD"];

    /// <summary>Makes the environment such that nothing stays behind, and messages are in the language that the tests read.</summary>
    public static void Prepare(ProcessStartInfo start)
    {
        foreach (var name in Inherited) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
    }
}
