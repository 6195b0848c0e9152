using System.ComponentModel.DataAnnotations;

namespace Stepwell.Contracts;

/// <summary>Compares fractions with whole limits as they are; the framework's own check rounds them first, so that 99.4 would pass a limit of 99.</summary>
internal static class RangeCheck
{
    /// <summary>Checks a value.</summary>
    /// <returns>False where the framework's own check does as well.</returns>
    public static bool TryCheck(RangeAttribute range, object? value, out bool within)
    {
        within = false;
        if (range is not { Minimum: int min, Maximum: int max }) return false;
        switch (value)
        {
            case decimal d:
                within = Keeps(range, d.CompareTo(min), d.CompareTo(max));
                return true;
            case double or float:
                var number = value is float f ? f : (double)value;
                within = !double.IsNaN(number) && Keeps(range, number.CompareTo(min), number.CompareTo(max));
                return true;
            default:
                return false;
        }
    }

    private static bool Keeps(RangeAttribute range, int toMinimum, int toMaximum) =>
        (range.MinimumIsExclusive ? toMinimum > 0 : toMinimum >= 0) && (range.MaximumIsExclusive ? toMaximum < 0 : toMaximum <= 0);
}
