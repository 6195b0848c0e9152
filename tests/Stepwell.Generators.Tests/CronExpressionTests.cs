using FsCheck;
using FsCheck.Fluent;
using NCrontab;
using Stepwell.Generators.Text;

namespace Stepwell.Generators.Tests;

public sealed class CronExpressionTests
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    [Fact]
    public void Normalize_OfAnything_AgreesWithNCrontab()
    {
        var atom = Gen.Elements("*", "0", "1", "5", "6", "7", "12", "13", "23", "24", "31", "32", "59", "60", "-1", "?", "L", "mon", "Sunday", "s", "jan", "DEC", "x", "", "007", "99999999999");
        var ranged = from a in atom from b in atom from kind in Gen.Choose(0, 5)
                     select kind switch { 0 => $"{a}-{b}", 1 => $"{a}/{b}", 2 => $"{a},{b}", 3 => $"{a}-{b}/2", 4 => $"{a},", _ => a };
        var field = Gen.Frequency((6, Gen.Constant("*")), (4, ranged));
        var fields = from count in Gen.Frequency((1, Gen.Choose(0, 8)), (9, Gen.Constant(6))) from parts in Gen.ArrayOf(field, count) select string.Join(' ', parts);
        Prop.ForAll(fields.ToArbitrary(), Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Theory]
    [InlineData("0 6 * * *", "0 0 6 * * *")]
    [InlineData("*/10  0\t6 * * MON", "*/10 0 6 * * MON")]
    public void Normalize_OfRightOnes_HasSixFields(string text, string expected) =>
        Assert.Equal(expected, CronExpression.Normalize(text, out _));

    private static bool Agrees(string text)
    {
        var count = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        var known = count == 5 ? "0 " + text : text;
        return IsRight(known) == (CronExpression.Normalize(text, out _) is not null);
    }

    // It throws where a number is beyond all bounds.
    private static bool IsRight(string text)
    {
        try
        {
            return CrontabSchedule.TryParse(text, WithSeconds) is not null;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
