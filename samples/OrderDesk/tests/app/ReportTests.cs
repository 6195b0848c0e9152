using System.Net;

namespace OrderDesk.Tests;

public sealed class ReportTests
{
    private static readonly DateTimeOffset Noon = new(2030, 6, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task NightlyReport_AtTwoInBerlin_MailsTheDayThatIsOver()
    {
        await using var desk = await Desk.OpenAsync(Noon);
        await desk.OrderAsync(("TEA-01", 2));
        await desk.OrderAsync(("TEA-01", 4));
        await desk.OrderAsync(("OIL-05", 21));
        await desk.App.AdvanceAsync(TimeSpan.FromHours(13.9));
        Assert.DoesNotContain(desk.Mailer.Sent, IsReport);
        await desk.App.AdvanceAsync(TimeSpan.FromHours(0.2));
        var report = Assert.Single(desk.Mailer.Sent, IsReport);
        Assert.Equal("Orders of 2030-06-03", report.Subject);
        Assert.Equal("Confirmed: 2\nRejected: 1\nRevenue: 27.00 EUR\n", report.Text);
    }

    [Fact]
    public async Task NightlyReport_DayWithoutOrders_SaysSo()
    {
        await using var desk = await Desk.OpenAsync(Noon);
        await desk.App.TickAsync<NightlyReport>();
        Assert.Equal("Confirmed: 0\nRejected: 0\nRevenue: 0.00 EUR\n", Assert.Single(desk.Mailer.Sent).Text);
    }

    [Fact]
    public async Task Report_OrderAfterMidnightInBerlin_IsOfTheNextDay()
    {
        await using var desk = await Desk.OpenAsync(new(2030, 6, 3, 22, 30, 0, TimeSpan.Zero), ("ReportKey", "k3y"));
        await desk.OrderAsync(("TEA-01", 2));
        desk.Http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, "k3y");
        Assert.Equal(0, (await desk.GetAsync<ReportView>("/reports/2030-06-03")).Confirmed);
        Assert.Equal(new ReportView(new(2030, 6, 4), 1, 0, 9.00m), await desk.GetAsync<ReportView>("/reports/2030-06-04"));
    }

    [Theory]
    [InlineData("k3y", null)]
    [InlineData("k3y", "wrong")]
    [InlineData(null, "k3y")]
    [InlineData(null, null)]
    public async Task Report_WithoutTheRightKey_IsRefused(string? configured, string? sent)
    {
        await using var desk = configured is null ? await Desk.OpenAsync() : await Desk.OpenAsync(null, ("ReportKey", configured));
        if (sent is not null) desk.Http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, sent);
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.Http.GetAsync("/reports/2030-06-03")).StatusCode);
    }

    private static bool IsReport(Mail mail) => mail.Subject.StartsWith("Orders of", StringComparison.Ordinal);
}
