using System.Globalization;

namespace OrderDesk;

/// <summary>The days of the shop: they begin at midnight in Berlin.</summary>
public static class ShopDay
{
    public const string TimeZone = "Europe/Berlin";
    private const string Format = "yyyy-MM-dd";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public static string Of(DateTimeOffset moment) => Text(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime));

    public static string Before(DateTimeOffset moment) => Text(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime).AddDays(-1));

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}
