using System.Text;
using Stepwell.Catalog;

namespace Stepwell.Local.Console;

/// <summary>What the console shows at the start: the steps by flow, what starts them and what they emit.</summary>
internal static class Banner
{
    internal static string Of(string app, IEnumerable<string> urls, string data, StepCatalog catalog, IEnumerable<string> warnings)
    {
        var text = new StringBuilder();
        text.AppendLine().Append("  Stepwell ").Append(app).Append("  ").AppendJoin("  ", urls).AppendLine();
        text.Append("  ").Append(catalog.Steps.Count).Append(" steps, ").Append(catalog.Topics.Count).Append(" topics; data in ").AppendLine(data);
        var width = catalog.Handlers.Select(h => h.Name.Length).Concat(catalog.Steps.Select(s => s.Name.Length)).DefaultIfEmpty(0).Max();
        foreach (var flow in catalog.Steps.GroupBy(s => s.Flows[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.AppendLine().Append("  ").AppendLine(flow.Key);
            foreach (var step in flow)
            {
                if (step.Handlers.Count == 0) text.Append("    ").Append(step.Name.PadRight(width)).AppendLine("  (noop)");
                foreach (var handler in step.Handlers) Line(text, handler, width, catalog);
            }
        }
        foreach (var warning in warnings) text.AppendLine().Append("  warning: ").Append(warning);
        return text.AppendLine().ToString();
    }

    private static void Line(StringBuilder text, HandlerDefinition handler, int width, StepCatalog catalog)
    {
        string[] triggers = [.. handler.Routes.Select(r => $"{r.Method} {r.Template}"),
            .. handler.Kind == HandlerKind.Join ? [string.Join(" + ", handler.Topics.Select(Name))] : handler.Topics.Select(Name),
            .. handler.Crons.Select(c => c.TimeZone is null ? c.Expression : $"{c.Expression} ({c.TimeZone})")];
        text.Append("    ").Append(handler.Name.PadRight(width)).Append("  ").AppendJoin(", ", triggers);
        if (handler.Emits.Count > 0) text.Append("  -> ").AppendJoin(", ", handler.Emits.Select(Name));
        text.AppendLine();

        string Name(Type topic) => catalog.TopicOf(topic)?.Name ?? topic.Name;
    }
}
