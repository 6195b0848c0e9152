using System.Globalization;
using System.Text.Json.Nodes;
using Stepwell.Introspection;

namespace Stepwell.Workbench.Components;

/// <summary>Numbers as people read them, the same on every page.</summary>
internal static class Format
{
    /// <summary>A duration: <c>0.42 ms</c>, <c>12.3 ms</c>, <c>1.28 s</c>, <c>2 m 5 s</c>; a dash for none.</summary>
    internal static string Duration(double? ms) => ms switch
    {
        null => "–",
        < 10 => Text($"{ms:0.00} ms"),
        < 100 => Text($"{ms:0.0} ms"),
        < 1000 => Text($"{ms:0} ms"),
        < 60_000 => Text($"{ms / 1000:0.00} s"),
        < 3_600_000 => Text($"{(int)(ms / 60_000)} m {(int)(ms / 1000 % 60)} s"),
        _ => Text($"{(int)(ms / 3_600_000)} h {(int)(ms / 60_000 % 60)} m"),
    };

    /// <summary>How many per second.</summary>
    internal static string Rate(double perSecond) => perSecond switch
    {
        0 => "0",
        < 0.1 => Text($"{perSecond:0.00}"),
        < 100 => Text($"{perSecond:0.0}"),
        _ => Text($"{perSecond:N0}"),
    };

    /// <summary>A part of a whole, 0 to 1.</summary>
    internal static string Percent(double part) => part is 0 or 1 ? Text($"{part * 100:0} %") : part is < 0.1 or > 0.99 ? Text($"{part * 100:0.00} %") : Text($"{part * 100:0.0} %");

    internal static string Count(long count) => Text($"{count:N0}");

    internal static string Bytes(long bytes) => bytes < 1024 ? Text($"{bytes} B") : bytes < 1024 * 1024 ? Text($"{bytes / 1024.0:0.0} KiB") : Text($"{bytes / 1048576.0:0.0} MiB");

    /// <summary>JSON in lines.</summary>
    internal static string Json(JsonNode? value) => value?.ToJsonString(JsonText.Indented) ?? "null";

    /// <summary>What is shown of something: its JSON in lines, or its text.</summary>
    internal static string Json(Payload value) => value.Json is null && value.Text is { } text ? text : Json(value.Json);

    /// <summary>How long ago, in one unit.</summary>
    internal static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 1 => "now",
        < 60 => Text($"{(int)age.TotalSeconds} s"),
        < 3600 => Text($"{(int)age.TotalMinutes} m"),
        < 86_400 => Text($"{(int)age.TotalHours} h"),
        _ => Text($"{(int)age.TotalDays} d"),
    };

    /// <summary>The time of day, here; with the date where it was not within a day.</summary>
    internal static string Moment(DateTimeOffset at, DateTimeOffset now) =>
        at.ToLocalTime().ToString(now - at < TimeSpan.FromHours(20) ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
