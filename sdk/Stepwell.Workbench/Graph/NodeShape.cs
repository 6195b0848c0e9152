using System.Globalization;

namespace Stepwell.Workbench.Graph;

/// <summary>The outlines and icons that tell kinds of steps apart, as SVG paths.</summary>
internal static class NodeShape
{
    /// <summary>An arrow for what requests start, a pill for what a clock starts, cut corners for what is outside, else a card.</summary>
    internal static string Outline(NodeKind kind, double w, double h) => kind switch
    {
        NodeKind.Api => Text($"M8,0H{w - 15}L{w},{h / 2}L{w - 15},{h}H8Q0,{h} 0,{h - 8}V8Q0,0 8,0Z"),
        NodeKind.Cron or NodeKind.Topic => Text($"M{h / 2},0H{w - (h / 2)}A{h / 2},{h / 2} 0 0 1 {w - (h / 2)},{h}H{h / 2}A{h / 2},{h / 2} 0 0 1 {h / 2},0Z"),
        NodeKind.Noop => Cut(w, h, Math.Min(12, h / 3)),
        _ => Text($"M8,0H{w - 8}Q{w},0 {w},8V{h - 8}Q{w},{h} {w - 8},{h}H8Q0,{h} 0,{h - 8}V8Q0,0 8,0Z"),
    };

    /// <summary>In a box of 16.</summary>
    internal static string Icon(NodeKind kind) => kind switch
    {
        NodeKind.Api => "M9.5 2.5h4v11h-4M2 8h7.5M6.5 5 9.5 8l-3 3",
        NodeKind.Cron => "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 4.6V8l2.4 1.6",
        NodeKind.Noop => "M8 2a2.7 2.7 0 1 1 0 5.4A2.7 2.7 0 0 1 8 2zM2.6 14a5.4 5.4 0 0 1 10.8 0",
        _ => "M9 1.5 3.2 9H8l-1 5.5L12.8 7H8z",
    };

    /// <summary>The word that the rest of the Workbench has for a kind.</summary>
    internal static string Word(NodeKind kind) => kind switch
    {
        NodeKind.Api => "api",
        NodeKind.Cron => "cron",
        NodeKind.Noop => "noop",
        NodeKind.Topic => "topic",
        _ => "event",
    };

    private static string Cut(double w, double h, double c) => Text($"M{c},0H{w - c}L{w},{c}V{h - c}L{w - c},{h}H{c}L0,{h - c}V{c}Z");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
