using System.Globalization;
using System.Text.RegularExpressions;
using Stepwell.Tracing;

namespace Stepwell.Infra.Tests;

/// <summary>What can be told of the Bicep files without their compiler.</summary>
public sealed partial class BicepTests
{
    [Fact]
    public void Files_AsWritten_Parse() =>
        Assert.Empty(Infra.Files().SelectMany(f => f.Errors.Select(e => $"{f.Name}:{e}")));

    [Fact]
    public void Modules_AsCalled_GetTheParametersThatTheyDeclare()
    {
        foreach (var file in Infra.Files())
        {
            foreach (var call in file.Modules)
            {
                var module = Infra.Named(call.Path);
                Assert.Empty(call.Params.Except(module.Params.Select(p => p.Name)));
                Assert.Empty(module.Params.Where(p => !p.Optional).Select(p => p.Name).Except(call.Params));
            }
        }
    }

    [Fact]
    public void Outputs_AsUsed_AreDeclaredByTheirModule()
    {
        var main = Infra.Named("main.bicep");
        var used = main.Members.Select(m => m.Split('.')).Where(m => m.Length == 3 && m[1] == "outputs").ToArray();
        Assert.NotEmpty(used);
        foreach (var member in used)
            Assert.Contains(member[2], Infra.Named(main.Modules.Single(m => m.Name == member[0]).Path).Outputs);
    }

    [Fact]
    public void Parameters_OfEveryFile_AreUsed()
    {
        foreach (var file in Infra.Files().Where(f => f.Name.EndsWith(".bicep", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file.File);
            Assert.All(file.Params, p => Assert.Matches($@"\b{p.Name}\b[\s\S]*\b{p.Name}\b", text));
        }
    }

    [Fact]
    public void ParameterFile_Names_WhatMainDeclares()
    {
        var main = Infra.Named("main.bicep");
        var given = Infra.Named("main.bicepparam").Variables;
        Assert.Equal(main.Params.Select(p => p.Name).Order(), given.Order());
    }

    // The compiler's BCP033: what int() gives is any number, and allowed values are a type of their own. Texts of the environment are literals to it.
    [Fact]
    public void ParameterFile_OfANumberWithAllowedValues_TellsTheCompilerToTakeIt()
    {
        var main = File.ReadAllText(Path.Combine(Infra.Folder, "main.bicep"));
        var given = File.ReadAllText(Path.Combine(Infra.Folder, "main.bicepparam"));
        var limited = AllowedNumber().Matches(main).Select(m => m.Groups[1].Value).ToArray();
        Assert.Contains("instanceMemoryMB", limited);
        Assert.All(limited, name => Assert.Contains($"\nparam {name} = any(int(", given, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"@allowed\([^)]*\)\s+(?:@[^\n]*\n)*param (\w+) int\b")]
    private static partial Regex AllowedNumber();

    [Fact]
    public void Service_OfAzureYaml_IsTheTagOfOneResource()
    {
        var tagged = Directory.EnumerateFiles(Infra.Folder, "*.bicep", SearchOption.AllDirectories)
            .SelectMany(f => File.ReadAllText(f).Split('\n').Where(l => l.Contains("azd-service-name", StringComparison.Ordinal) && !l.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(l => (File: Path.GetFileName(f), Line: l)))
            .ToArray();
        Assert.Equal(("functions.bicep", "  tags: union(tags, { 'azd-service-name': serviceName })"), Assert.Single(tagged));
        // It stands in the app's declaration, and azd finds two where a tag comes from outside.
        Assert.Matches(@"resource app 'Microsoft\.Web/sites@[^\n]*\n(?:  [^\n]*\n)*?  tags: union\(tags, \{ 'azd-service-name'", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "functions.bicep")));
    }

    [Fact]
    public void KeyVault_AmongTheSettings_IsReadByTheIdentityThatTheAppHas() =>
        Assert.Matches(@"properties: \{[^{}]*\bkeyVaultReferenceIdentity: identityId\b", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "functions.bicep")));

    [Fact]
    public void Resources_OfEveryKind_NeedNoKey()
    {
        var text = string.Concat(Directory.EnumerateFiles(Infra.Folder, "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("listKeys", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("allowSharedKeyAccess: false", text, StringComparison.Ordinal);
        Assert.Contains("disableLocalAuth: true", text, StringComparison.Ordinal);
        Assert.Contains("DisableLocalAuth: true", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Topics_OfTheBroker_KeepTheOrderThatOrderedStepsRestOn() =>
        Assert.Contains("supportOrdering: true", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "messaging.bicep")), StringComparison.Ordinal);

    [Fact]
    public void Alerts_OfTheBroker_TellOfMessagesThatNoStepHasSeen()
    {
        Assert.Contains(Infra.Named("modules/alerts.bicep").Resources, r => r.Type.StartsWith("Microsoft.Insights/metricAlerts@", StringComparison.Ordinal));
        Assert.Contains("metricName: 'DeadletteredMessages'", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "alerts.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_OfATopicThatFills_ComeBeforeItIsFull()
    {
        var alert = Regex.Match(File.ReadAllText(Path.Combine(Infra.Folder, "modules", "alerts.bicep")), @"metricName: 'Size'[\s\S]*?threshold: (\d+)");
        var size = Regex.Match(File.ReadAllText(Path.Combine(Infra.Folder, "modules", "messaging.bicep")), @"maxSizeInMegabytes: (\d+)");
        var share = double.Parse(alert.Groups[1].Value, CultureInfo.InvariantCulture) / (double.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 * 1024);
        Assert.InRange(share, 0.1, 0.5);
    }

    [Fact]
    public void Alerts_OfDeadLetters_RestOnTheMetricThatIsNotSampled() =>
        Assert.Contains($"Name == \\'{StepwellDiagnostics.DeadLettersMetric}\\'", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "alerts.bicep")), StringComparison.Ordinal);

    [Fact]
    public void Workbook_AsWritten_IsJson()
    {
        using var workbook = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Infra.Folder, "modules", "workbook.json")));
        Assert.Equal("Notebook/1.0", workbook.RootElement.GetProperty("version").GetString());
    }
}
