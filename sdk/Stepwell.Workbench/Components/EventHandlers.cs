using Microsoft.AspNetCore.Components;

namespace Stepwell.Workbench.Components;

/// <summary>Events of our own scripts; the names are those that <c>Assets/js/45-tables.js</c> registers.</summary>
[EventHandler("onattop", typeof(AtTopEventArgs))]
public static class EventHandlers;

/// <summary>Whether what scrolls is at its top.</summary>
public sealed class AtTopEventArgs : EventArgs
{
    /// <summary>True at the top.</summary>
    public bool AtTop { get; set; }
}
