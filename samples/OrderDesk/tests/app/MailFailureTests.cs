namespace OrderDesk.Tests;

public sealed class MailFailureTests
{
    [Fact]
    public async Task Mail_ServerAwayForAMoment_IsSentByARetry()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Mailer.IsDown = true;
        var id = await desk.OrderAsync(("TEA-01", 1));
        Assert.Equal(OrderState.Confirmed, (await desk.ViewAsync(id)).Status);
        desk.Mailer.IsDown = false;
        await desk.App.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Single(desk.Mailer.Sent);
        Assert.Empty(await desk.App.DeadLettersAsync());
    }

    [Fact]
    public async Task Mail_ServerAwayForLong_IsSentByAReplay()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Mailer.IsDown = true;
        var id = await desk.OrderAsync(("TEA-01", 1));
        await desk.App.AdvanceAsync(TimeSpan.FromMinutes(5));
        var letter = Assert.Single(await desk.App.DeadLettersAsync(id));
        Assert.Equal("The mail server is away.", letter.Reason);
        Assert.Equal(5, letter.Attempts);
        desk.Mailer.IsDown = false;
        await desk.App.ReplayAsync(letter);
        Assert.Single(desk.Mailer.Sent);
        Assert.Empty(await desk.App.DeadLettersAsync(id));
    }

    [Fact]
    public async Task Mail_AnswerLostEveryTime_IsStillOneMail()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Mailer.LosesAnswers = true;
        await desk.OrderAsync(("TEA-01", 1));
        await desk.App.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Single(desk.Mailer.Sent);
    }
}
