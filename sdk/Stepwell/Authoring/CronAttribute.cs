namespace Stepwell;

/// <summary>Starts a handler on a schedule.</summary>
/// <param name="expression">NCRONTAB: six fields <c>second minute hour day month weekday</c>; with five fields the second is 0.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class CronAttribute(string expression) : Attribute
{
    /// <summary>The NCRONTAB expression as written.</summary>
    public string Expression { get; } = expression;

    /// <summary>The IANA or Windows name of the time zone the schedule is in.</summary>
    /// <value>Default: UTC.</value>
    public string? TimeZone { get; set; }
}
