using System.Text.Json;

namespace Stepwell.Infra.Tests;

/// <summary>The settings of the Functions host.</summary>
public sealed class HostSettingsTests
{
    private static readonly JsonElement Host = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Infra.Root, "host.json")));

    /// <summary>
    /// The host ends the whole process, and all that runs in it, when one call takes longer. A call takes as long as its step's time limit, which may be a day,
    /// and waits before that for its turn. The runner ends what takes too long, and nothing else with it.
    /// </summary>
    [Fact]
    public void FunctionTimeout_OfTheHost_EndsNoStepBeforeItsOwnTimeLimit() =>
        Assert.Equal("-1", Host.GetProperty("functionTimeout").GetString());

    [Fact]
    public void Messages_OfTheHost_AreSettledByTheRunnerAlone()
    {
        var bus = Host.GetProperty("extensions").GetProperty("serviceBus");
        Assert.False(bus.GetProperty("autoCompleteMessages").GetBoolean());
        Assert.Equal(0, bus.GetProperty("prefetchCount").GetInt32());
    }
}
