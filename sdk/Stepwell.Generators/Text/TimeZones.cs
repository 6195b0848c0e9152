namespace Stepwell.Generators.Text;

/// <summary>Tells whether a name can be that of a time zone, as far as the machine that builds knows them.</summary>
internal static class TimeZones
{
    // A machine that knows no names of one kind (no data, or the .NET Framework of an editor) can tell nothing: the start of the host will.
    private static readonly Lazy<bool> CanTell = new(() => IsKnown("Europe/Berlin") && IsKnown("W. Europe Standard Time"));

    public static bool MayBe(string name) => !CanTell.Value || IsKnown(name);

    private static bool IsKnown(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name) is not null;
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException or System.Security.SecurityException)
        {
            return false;
        }
    }
}
