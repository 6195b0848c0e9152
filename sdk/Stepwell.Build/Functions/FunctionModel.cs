using Stepwell.Build.Manifest;

namespace Stepwell.Build.Functions;

/// <summary>One function of the app on Azure.</summary>
/// <param name="Name">As Azure knows it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="Step">The step; null for what belongs to none.</param>
/// <param name="Handler">The handler; null for what belongs to none.</param>
internal sealed record FunctionModel(string Name, FunctionKind Kind, Trigger Trigger, StepPiece? Step = null, HandlerPiece? Handler = null)
{
    /// <summary>The class that is written for it.</summary>
    public string ClassName => Name + "Function";

    /// <summary>What a person calls it in a message.</summary>
    public string Display => (Handler, Trigger) switch
    {
        ({ } handler, _) => $"The handler '{handler.Name}'",
        (null, BusTriggerModel { Subscription: var old }) => $"The retired subscription '{old.Name}' of '{old.Topic}'",
        _ => "Stepwell's own function",
    };
}

/// <summary>What a function does.</summary>
internal enum FunctionKind
{
    /// <summary>Answers requests by a handler.</summary>
    Http,

    /// <summary>Handles events of one subscription.</summary>
    Event,

    /// <summary>Handles the ticks of a cron handler.</summary>
    Tick,

    /// <summary>Makes dead letters of what is left of a handler that is gone, or that takes such events no more.</summary>
    Retired,

    /// <summary>Sends a tick when a schedule is due.</summary>
    Timer,

    /// <summary>Sends what commits left behind.</summary>
    Sweep,

    /// <summary>Answers requests that no route takes.</summary>
    Unmatched,

    /// <summary>Answers the operators' requests.</summary>
    Admin,
}

/// <summary>What starts a function.</summary>
internal abstract record Trigger;

/// <summary>An HTTP request.</summary>
/// <param name="Methods">In lower case; none for all.</param>
/// <param name="Route">As the Functions host reads it, without a leading slash.</param>
/// <param name="Level">The authorization level.</param>
/// <param name="Display">As the author wrote it, e.g. <c>POST /orders</c>.</param>
internal sealed record HttpTriggerModel(IReadOnlyList<string> Methods, string Route, string Level, string Display) : Trigger;

/// <summary>A message of a subscription.</summary>
/// <param name="Subscription">The subscription.</param>
internal sealed record BusTriggerModel(Subscription Subscription) : Trigger;

/// <summary>A schedule.</summary>
/// <param name="Schedule">NCRONTAB in UTC; every occurrence of the cron is one of it.</param>
/// <param name="Index">Which of the handler's schedules it is, from 0.</param>
/// <param name="Display">As the author wrote it.</param>
/// <param name="Monitored">True where a time missed while nothing ran is made up for.</param>
internal sealed record TimerTriggerModel(string Schedule, int Index, string Display, bool Monitored) : Trigger;
