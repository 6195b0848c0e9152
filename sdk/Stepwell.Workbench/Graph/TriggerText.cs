using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Graph;

/// <summary>Says in a few words what starts a handler.</summary>
internal static class TriggerText
{
    internal static string Of(TriggerModel trigger) => trigger.Kind switch
    {
        "api" => $"{trigger.Method} {trigger.Route}",
        "cron" => trigger.TimeZone is null ? trigger.Expression! : $"{trigger.Expression} {trigger.TimeZone}",
        "join" => "all of " + string.Join(", ", trigger.Topics ?? []),
        _ => trigger.Topic!,
    };
}
