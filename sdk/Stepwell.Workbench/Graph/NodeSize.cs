using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Graph;

/// <summary>How large the nodes of a picture are: each step as wide as its name and caption need, within bounds.</summary>
internal static class NodeSize
{
    internal const double StepHeight = 46;
    internal const double TopicHeight = 22;
    internal const double TextStart = 38;
    internal const double BadgeLetter = 6.6;
    internal const double BadgeEnds = 16;
    private const double TextEnd = 16;
    private const double NameLetter = 8.7;
    private const double CaptionLetter = 7.3;
    private const double TopicLetter = 7.4;
    private const double TopicEnds = 22;
    private const double Narrowest = 168;
    private const double Widest = 264;

    internal static LayoutNode Node(FlowNode node) => node.Kind == NodeKind.Topic
        ? new(node.Id, Math.Ceiling((node.Name.Length * TopicLetter) + TopicEnds), TopicHeight) { Between = true }
        : new(node.Id, StepWidth(node), StepHeight);

    /// <summary>What stands below a step's name.</summary>
    internal static string CaptionOf(FlowNode node) => node.HomeFlow is { } home ? $"in {home} ↗" : node.Caption;

    /// <summary>As much of a step's name as its shape has room for.</summary>
    internal static string Name(string name, double width) => Cut(name, (width - TextStart - TextEnd) / NameLetter);

    /// <summary>As much of a step's caption as its shape has room for.</summary>
    internal static string Caption(FlowNode node, double width) => Cut(CaptionOf(node), (width - TextStart - TextEnd) / CaptionLetter);

    /// <summary>How wide a badge with this text is.</summary>
    internal static double Badge(string text) => (text.Length * BadgeLetter) + BadgeEnds;

    private static double StepWidth(FlowNode node) =>
        Math.Clamp(Math.Ceiling(Math.Max(node.Name.Length * NameLetter, CaptionOf(node).Length * CaptionLetter) + TextStart + TextEnd), Narrowest, Widest);

    private static string Cut(string text, double letters) => text.Length <= letters ? text : text[..Math.Max(1, (int)letters - 1)].TrimEnd() + "…";
}
