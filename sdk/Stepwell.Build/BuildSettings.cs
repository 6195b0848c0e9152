namespace Stepwell.Build;

/// <summary>What a project says to the build step.</summary>
internal sealed record BuildSettings
{
    public const string DefaultAuthorizationLevel = "Anonymous";
    public const string DefaultSweepSchedule = "0 * * * * *";

    /// <summary>The class of the app, with or without its namespace; null where there is but one.</summary>
    public string? App { get; init; }

    /// <summary>Who may call the HTTP functions of steps, before the app's own <c>[Authorize]</c>: <c>Anonymous</c>, <c>Function</c> or <c>Admin</c>.</summary>
    public string AuthorizationLevel { get; init; } = DefaultAuthorizationLevel;

    /// <summary>When the outbox is swept: NCRONTAB with six fields, in UTC.</summary>
    public string SweepSchedule { get; init; } = DefaultSweepSchedule;
}
