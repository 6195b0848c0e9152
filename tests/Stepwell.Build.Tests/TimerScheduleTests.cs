using FsCheck;
using FsCheck.Fluent;
using Stepwell.Build.Functions;
using Stepwell.Scheduling;

namespace Stepwell.Build.Tests;

public sealed class TimerScheduleTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "Australia/Eucla", "Pacific/Chatham", "Pacific/Kiritimati", "America/Santiago"];
    private static readonly string[] MinuteFields = ["0", "7", "30", "*/10", "*/7", "5-20", "5-50/15", "10,40", "3,20-25,*/30", "59", "*"];
    private static readonly string[] HourFields = ["*", "0", "2", "3", "6", "*/5", "0-3", "23"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 0 6 * * *", null, "0 0 6 * * *")]
    [InlineData("0 0 6 * * *", "UTC", "0 0 6 * * *")]
    [InlineData("0 0 6 * * *", "Europe/Berlin", "0 0,15,30,45 * * * *")]
    [InlineData("30 5 6 * * 1-5", "Europe/Berlin", "30 0,5,15,20,30,35,45,50 * * * *")]
    [InlineData("*/10 */5 * * * *", "Asia/Kolkata", "*/10 0,5,10,15,20,25,30,35,40,45,50,55 * * * *")]
    [InlineData("0 * * * * *", "Asia/Kolkata", "0 * * * * *")]
    public void Timer_OfASchedule_FiresWhereItMayBeDue(string expression, string? zone, string expected) => Assert.Equal(expected, TimerSchedule.Of(expression, zone));

    [Fact]
    public void Timer_OfAnyZone_FiresWithinAMinuteOfEveryOccurrence()
    {
        var cases = from zone in Gen.Elements(Zones) from minute in Gen.Elements(MinuteFields) from hour in Gen.Elements(HourFields) from second in Gen.Elements("0", "30", "*/20") select (zone, $"{second} {minute} {hour} * * *");
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var cron = CronSchedule.Parse(c.Item2, c.zone);
            var timer = CronSchedule.Parse(TimerSchedule.Of(c.Item2, c.zone), null);
            // A day in each half year and those on which clocks are set in the zones above.
            foreach (var day in new[] { 10, 66, 91, 93, 94, 95, 200, 248, 277, 298, 305 })
            {
                var cursor = Start.AddDays(day - 1);
                for (var i = 0; i < 60 && cron.Next(cursor) is { } due && due < Start.AddDays(day + 1); i++)
                {
                    var fires = timer.Next(due.AddTicks(-1));
                    Assert.True(fires is not null && fires < due.AddMinutes(1), $"{c} is due at {due:O} and fires at {fires:O}");
                    cursor = due;
                }
            }
        }).QuickCheckThrowOnFailure();
    }
}
