using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads the parameters of event, join and cron handlers.</summary>
internal static class EventArgumentParser
{
    public static IEnumerable<ArgumentModel> Parse(HandlerDraft draft, ParseContext context)
    {
        var taken = new HashSet<int>();
        foreach (var parameter in draft.Method.Parameters)
        {
            if (parameter.HasFromServices())
            {
                context.Report(Problems.FromServices, parameter, parameter.Name, draft.Name);
                continue;
            }
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
            {
                context.Report(Problems.Unbindable, parameter, parameter.Name, draft.Name, "it is passed by reference");
                continue;
            }
            if (Common(parameter) is { } common)
            {
                yield return common;
                continue;
            }
            var index = MessageIndex(parameter.Type, draft, context);
            if (index is { } place && taken.Add(place)) yield return Message(parameter, place);
            else context.Report(Problems.Unbindable, parameter, parameter.Name, draft.Name, index is null ? Expected(draft) : "another parameter already takes this event");
        }
    }

    /// <summary>The parameters that every kind of handler may have.</summary>
    public static ArgumentModel? Common(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None) return null;
        if (parameter.Type.IsStepwell("StepContext")) return Plain(parameter, ArgumentSource.Step);
        if (parameter.Type.Is("System.Threading", "CancellationToken")) return Plain(parameter, ArgumentSource.Cancellation);
        return null;
    }

    public static ArgumentModel Plain(IParameterSymbol parameter, ArgumentSource source) =>
        new(parameter.Name, parameter.Name, source, parameter.Type.AnnotatedName(), parameter.Type.DisplayName(), Optional: true);

    public static ArgumentModel Message(IParameterSymbol parameter, int index) =>
        new(parameter.Name, index.ToString(System.Globalization.CultureInfo.InvariantCulture), ArgumentSource.Message, parameter.Type.FullName(), parameter.Type.DisplayName(), Optional: false);

    /// <summary>Which of the messages a type stands for; null for none.</summary>
    public static int? MessageIndex(ITypeSymbol type, HandlerDraft draft, ParseContext context)
    {
        if (draft.Triggers.Kind == HandlerKind.Cron) return type.IsStepwell("CronTick") ? 0 : null;
        var topics = draft.Triggers.Topics;
        if (draft.Triggers.Kind == HandlerKind.Join)
        {
            var index = topics.FindIndex(t => SymbolEqualityComparer.Default.Equals(t.Type, type));
            return index < 0 ? null : index;
        }
        return topics.Count > 0 && topics.All(t => context.Compilation.ClassifyCommonConversion(t.Type, type) is { IsImplicit: true } c && (c.IsIdentity || c.IsReference)) ? 0 : null;
    }

    private static string Expected(HandlerDraft draft) => draft.Triggers.Kind switch
    {
        HandlerKind.Cron => "a schedule's handler takes a CronTick, a StepContext and a CancellationToken; services come by the constructor",
        HandlerKind.Join => $"a join takes its events ({string.Join(", ", draft.Triggers.Topics.Select(t => t.Type.Name))}), a StepContext and a CancellationToken; services come by the constructor",
        _ => $"an event handler takes its event ({string.Join(" or ", draft.Triggers.Topics.Select(t => t.Type.Name))}, or a base of all), a StepContext and a CancellationToken; services come by the constructor",
    };
}
