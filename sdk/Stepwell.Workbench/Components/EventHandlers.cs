using Microsoft.AspNetCore.Components;

namespace Stepwell.Workbench.Components;

/// <summary>Events of our own scripts; the names are those that <c>Assets/js</c> registers.</summary>
[EventHandler("onattop", typeof(AtTopEventArgs))]
[EventHandler("ontail", typeof(TailEventArgs))]
public static class EventHandlers;

/// <summary>Whether what scrolls is at its top.</summary>
public sealed class AtTopEventArgs : EventArgs
{
    /// <summary>True at the top.</summary>
    public bool AtTop { get; set; }
}

/// <summary>Where a reader is in a list that grows at its end.</summary>
public sealed class TailEventArgs : EventArgs
{
    /// <summary>How far it is scrolled, in pixels.</summary>
    public double Top { get; set; }

    /// <summary>How much of it is in sight, in pixels.</summary>
    public double Height { get; set; }

    /// <summary>A row's height in pixels.</summary>
    public double Row { get; set; }

    /// <summary>True where the reader is at the end, or follows it.</summary>
    public bool AtEnd { get; set; }
}
