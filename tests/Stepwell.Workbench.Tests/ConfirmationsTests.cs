using Stepwell.Workbench.Model;
using Stepwell.Workbench.Shell;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>A question is for the page that asked it.</summary>
public sealed class ConfirmationsTests
{
    [Theory]
    [InlineData("traces")]
    [InlineData("state?group=other")]
    public async Task Question_SomebodyGoesElsewhere_IsAnsweredNo(string address)
    {
        var navigation = new PlayedNavigation("state?group=one");
        using var confirmations = new Confirmations(navigation);
        var answer = confirmations.AskAsync("Delete it?", "It goes.", "Delete");

        navigation.Go(address);

        Assert.True(answer.IsCompleted);
        Assert.False(await answer);
        Assert.Null(confirmations.Current);
    }

    [Fact]
    public async Task Question_TheAddressOnlyTakesUpWhatWasTypedBefore_StaysOpen()
    {
        var navigation = new PlayedNavigation("state?group=one");
        using var confirmations = new Confirmations(navigation);
        navigation.SetFilters(("search", "typed"));
        var answer = confirmations.AskAsync("Delete it?", "It goes.", "Delete");

        navigation.Arrive();

        Assert.EndsWith("search=typed", navigation.Uri, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);
        confirmations.Answer(true);
        Assert.True(await answer);
    }
}
