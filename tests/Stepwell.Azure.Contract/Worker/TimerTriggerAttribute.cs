using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker;

[LookedUp(Official.Timer, Official.TimerVersion, Official.ExtensionSource + "Worker.Extensions.Timer/src/TimerTriggerAttribute.cs")]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; private set; } = schedule;

    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}

[LookedUp(Official.Timer, Official.TimerVersion, Official.ExtensionSource + "Worker.Extensions.Timer/src/TimerInfo.cs")]
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}

[LookedUp(Official.Timer, Official.TimerVersion, Official.ExtensionSource + "Worker.Extensions.Timer/src/ScheduleStatus.cs")]
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
