namespace Stepwell.Local.Sqlite;

/// <summary>Times as the tables have them.</summary>
internal static class Times
{
    internal static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    internal static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>Rounded up: nothing is due before its time.</summary>
    internal static long Due(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
