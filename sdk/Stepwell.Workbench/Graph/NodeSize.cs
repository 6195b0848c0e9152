using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Graph;

/// <summary>How large the nodes of a picture are: its steps all alike, wide enough for the longest name up to a limit.</summary>
internal sealed record NodeSize(double StepWidth)
{
    internal const double StepHeight = 52;
    internal const double TopicHeight = 22;
    internal const double TextStart = 42;
    private const double TextEnd = 14;
    private const double NameLetter = 7.4;
    private const double CaptionLetter = 5.9;
    private const double TopicLetter = 6.3;
    private const double Narrowest = 172;
    private const double Widest = 248;

    internal static NodeSize Of(FlowGraph graph)
    {
        var longest = graph.Nodes.Where(n => n.Kind != NodeKind.Topic).Select(n => n.Name.Length).DefaultIfEmpty().Max();
        return new(Math.Clamp(Math.Ceiling((longest * NameLetter) + TextStart + TextEnd), Narrowest, Widest));
    }

    internal LayoutNode Node(FlowNode node) => node.Kind == NodeKind.Topic
        ? new(node.Id, Math.Ceiling((node.Name.Length * TopicLetter) + 22), TopicHeight) { Between = true }
        : new(node.Id, StepWidth, StepHeight);

    /// <summary>As much of a step's name as its shape has room for.</summary>
    internal static string Name(string name, double width) => Cut(name, (width - TextStart - TextEnd) / NameLetter);

    /// <summary>As much of a step's caption as its shape has room for.</summary>
    internal static string Caption(string caption, double width) => Cut(caption, (width - TextStart - TextEnd) / CaptionLetter);

    private static string Cut(string text, double letters) => text.Length <= letters ? text : text[..Math.Max(1, (int)letters - 1)].TrimEnd() + "…";
}
