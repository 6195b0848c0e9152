using System.Globalization;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes the invocation of an event, join or cron handler.</summary>
internal static class EventInvocationEmitter
{
    public static void Emit(SourceWriter writer, StepModel step, int index)
    {
        var handler = step.Handlers[index];
        writer.Line($"/// <summary>One attempt of {StepEmitter.DocSafe(handler.Name)}.</summary>");
        writer.Line(SourceWriter.GeneratedCode);
        writer.Open($"private sealed class {StepEmitter.InvocationName(step, index)} : global::Stepwell.Catalog.EventInvocation");
        var messages = Messages(handler);
        foreach (var (place, type) in messages) writer.Line($"private {type} message{place} = default!;");
        if (messages.Count > 0) writer.Line();
        writer.Open("public override void Bind(global::Stepwell.Binding.EventBinder binder)");
        foreach (var (place, type) in messages) writer.Line($"this.message{place} = binder.Message<{type}>({place});");
        writer.Close();
        if (handler.Group is { } group) Group(writer, group);
        writer.Line();
        CallEmitter.Emit(writer, step, Cast(handler, new(handler.Method, handler.Arguments, handler.Return)), "<object?> InvokeAsync(global::System.IServiceProvider services, global::Stepwell.StepContext step)", answers: false);
        if (handler.OnFailure is { } failure)
        {
            writer.Line();
            CallEmitter.Emit(writer, step, Cast(handler, failure), " OnFailureAsync(global::System.IServiceProvider services, global::Stepwell.StepFailure failure, global::Stepwell.StepContext step)", answers: false);
        }
        writer.Close();
    }

    private static CallModel Cast(HandlerModel handler, CallModel call) => handler.Kind != HandlerKind.Event ? call : call with
    {
        // Also where one topic's message is passed as its base: the step may have an overload for the topic itself.
        Arguments = call.Arguments.Select(a => a.Source == ArgumentSource.Message && (handler.Topics.Count > 1 || a.Type != handler.Topics[0].Type) ? a with { Default = $"({a.Type})this.{CallEmitter.Field(a)}" } : a).ToEquatable(),
    };

    // A message is kept by its topic's type; where it may be of several topics, as an object.
    private static List<(string Place, string Type)> Messages(HandlerModel handler)
    {
        var messages = new List<(string Place, string Type)>();
        if (handler.Kind == HandlerKind.Event && handler.Topics.Count > 1)
        {
            if (Taken(handler).Any()) messages.Add(("0", "object"));
            return messages;
        }
        foreach (var argument in Taken(handler))
        {
            var type = handler.Kind == HandlerKind.Cron ? argument.Type : handler.Topics[int.Parse(argument.Wire, CultureInfo.InvariantCulture)].Type;
            if (!messages.Any(m => m.Place == argument.Wire)) messages.Add((argument.Wire, type));
        }
        return messages;
    }

    private static IEnumerable<ArgumentModel> Taken(HandlerModel handler) =>
        handler.Arguments.Concat(handler.OnFailure?.Arguments ?? default).Where(a => a.Source == ArgumentSource.Message);

    private static void Group(SourceWriter writer, GroupModel group)
    {
        writer.Line();
        if (group.Parts.All(p => p.Kind == GroupPartKind.Literal))
        {
            writer.Line($"public override string? HomeGroupOf(object message) => {Text(group, "message", 0)};");
            return;
        }
        writer.Open("public override string? HomeGroupOf(object message) => message switch");
        for (var i = 0; i < group.Topics.Count; i++) writer.Line($"{group.Topics[i]} e => {Text(group, "e", i)},");
        writer.Line("_ => null,");
        writer.Close(";");
    }

    private static string Text(GroupModel group, string message, int topic) => string.Join(" + ", group.Parts.Select(p => p.Kind == GroupPartKind.Literal
        ? Literals.Of(p.Text)
        : $"global::Stepwell.Binding.GroupText.Of({message}{p.Accessors[topic]}, {Literals.Of(p.Text)})"));
}
