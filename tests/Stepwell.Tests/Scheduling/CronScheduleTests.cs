using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NCrontab;
using Stepwell.Scheduling;

namespace Stepwell.Tests.Scheduling;

public sealed class CronScheduleTests
{
    private static readonly string[] Expressions =
    [
        "0 0 6 * * *", "30 */7 * * * *", "*/20 * * * * *", "0 30 2 * * *", "0 15 2,3 * * *", "0 0 */6 * * *", "0 0 0 1 * *", "0 0 12 * * 1-5", "0 45 1 * 3,10 0", "0 5 1-3 * * *", "0 0 0 29 2 *", "0 */30 2 * * *",
    ];

    private static readonly string?[] Zones = [null, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    /// <summary>An expression, a zone and a time, half of them within a day of a change of clocks.</summary>
    private static Arbitrary<(string Expression, string? Zone, DateTimeOffset At)> Cases => (
        from expression in Gen.Elements(Expressions)
        from zone in Gen.Elements(Zones)
        from anchor in Gen.Elements("2030-03-31T01:00Z", "2030-10-27T01:00Z", "2030-03-10T07:00Z", "2030-11-03T06:00Z", "2030-04-06T15:00Z", "2030-10-05T15:30Z", "2030-06-15T00:00Z", "2028-02-28T12:00Z")
        from seconds in Gen.Choose(-100_000, 100_000)
        select (expression, zone, Utc(anchor).AddSeconds(seconds))).ToArbitrary();

    [Fact]
    public void Next_OfAnyTime_IsStrictlyAfterAndHasNothingBetween() => Check.One(Runs, Prop.ForAll(Cases, c =>
    {
        var schedule = CronSchedule.Parse(c.Expression, c.Zone);
        var next = schedule.Next(c.At)!.Value;
        var middle = c.At + ((next - c.At) / 2);
        return next > c.At && schedule.Next(middle) == next && schedule.Next(next.AddTicks(-1)) == next && schedule.Next(next) > next;
    }));

    [Fact]
    public void Next_InUtc_MatchesNCrontab() => Check.One(Runs, Prop.ForAll(Cases, c =>
        CronSchedule.Parse(c.Expression, null).Next(c.At) == CrontabSchedule.Parse(c.Expression, new() { IncludingSeconds = true }).GetNextOccurrence(c.At.UtcDateTime)));

    [Fact]
    public void Latest_OfAnySpan_EqualsWalkingThroughIt() => Check.One(Runs, Prop.ForAll(Cases, c =>
    {
        var schedule = CronSchedule.Parse(c.Expression, c.Zone);
        var upTo = c.At.AddHours(31);
        DateTimeOffset? latest = null;
        for (var next = schedule.Next(c.At); next <= upTo; next = schedule.Next(next.Value)) latest = next;
        return schedule.Latest(c.At, upTo) == latest;
    }));

    [Fact]
    public void Next_InAZone_IsAtALocalTimeOfTheExpressionButForGaps() => Check.One(Runs, Prop.ForAll(Cases, c =>
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(c.Zone ?? "UTC");
        var local = TimeZoneInfo.ConvertTime(CronSchedule.Parse(c.Expression, c.Zone).Next(c.At)!.Value, zone).DateTime;
        var matches = CrontabSchedule.Parse(c.Expression, new() { IncludingSeconds = true }).GetNextOccurrence(local.AddSeconds(-1)) == local;
        return matches || zone.IsInvalidTime(local.AddMinutes(-1));
    }));

    [Fact]
    public void Next_OfEveryHour_NeverPausesNorDoubles() => Check.One(Runs, Prop.ForAll(Cases, c =>
    {
        var schedule = CronSchedule.Parse("0 30 * * * *", c.Zone is "Australia/Lord_Howe" ? null : c.Zone);
        var next = schedule.Next(c.At)!.Value;
        return schedule.Next(next) - next == TimeSpan.FromHours(1);
    }));

    [Theory]
    [InlineData("0 30 2 * * *", "2030-03-30T12:00Z", "2030-03-31T01:00Z", "2030-04-01T00:30Z")]
    [InlineData("0 30 2 * * *", "2030-10-26T12:00Z", "2030-10-27T00:30Z", "2030-10-28T01:30Z")]
    [InlineData("0 30 * * * *", "2030-10-26T23:40Z", "2030-10-27T00:30Z", "2030-10-27T01:30Z")]
    [InlineData("0 30 * * * *", "2030-03-31T00:10Z", "2030-03-31T00:30Z", "2030-03-31T01:30Z")]
    [InlineData("*/20 * * * * *", "2030-10-27T00:59:40Z", "2030-10-27T01:00:00Z", "2030-10-27T01:00:20Z")]
    [InlineData("0 0 * * * *", "2030-10-27T00:00Z", "2030-10-27T01:00Z", "2030-10-27T02:00Z")]
    [InlineData("0 0 * * * *", "2030-03-31T00:00Z", "2030-03-31T01:00Z", "2030-03-31T02:00Z")]
    [InlineData("0 */30 2 * * *", "2030-10-26T12:00Z", "2030-10-27T00:00Z", "2030-10-27T00:30Z")]
    public void Next_WhereClocksAreSet_IsAsDocumented(string expression, string from, string first, string second)
    {
        var schedule = CronSchedule.Parse(expression, "Europe/Berlin");
        Assert.Equal(Utc(first), schedule.Next(Utc(from)));
        Assert.Equal(Utc(second), schedule.Next(Utc(first)));
    }

    [Fact]
    public void Parse_FiveFields_MeansSecondZero() => Assert.Equal("0 30 6 * * *", CronSchedule.Parse("30 6 * * *", null).Expression);

    [Fact]
    public void Next_OfADateThatNeverComes_IsNull() => Assert.Null(CronSchedule.Parse("0 0 0 31 2 *", null).Next(Utc("2030-01-01T00:00Z")));

    [Theory]
    [InlineData("nonsense", null, "SW1020")]
    [InlineData("0 0 25 * * *", null, "SW1020")]
    [InlineData("0 0 6 * * *", "Mars/Olympus", "SW1021")]
    public void Parse_OfWhatIsWrong_SaysSo(string expression, string? zone, string id) =>
        Assert.Equal(id, Assert.Throws<StepException>(() => CronSchedule.Parse(expression, zone)).Id);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
