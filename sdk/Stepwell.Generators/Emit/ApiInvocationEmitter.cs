using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes the invocation of an api handler.</summary>
internal static class ApiInvocationEmitter
{
    public static void Emit(SourceWriter writer, StepModel step, int index)
    {
        var handler = step.Handlers[index];
        var bound = handler.Arguments.Where(a => a.Source is not (ArgumentSource.Step or ArgumentSource.Cancellation or ArgumentSource.User)).ToList();
        writer.Line($"/// <summary>One attempt of {StepEmitter.DocSafe(handler.Name)}.</summary>");
        writer.Line(SourceWriter.GeneratedCode);
        writer.Open($"private sealed class {StepEmitter.InvocationName(step, index)} : global::Stepwell.Catalog.ApiInvocation");
        foreach (var argument in bound.Where(a => a.Rules.Count > 0))
            writer.Line($"private static readonly global::System.ComponentModel.DataAnnotations.ValidationAttribute[] rules_{argument.Name} = {{ {string.Join(", ", argument.Rules)} }};");
        foreach (var argument in bound) writer.Line($"private {argument.Type} {CallEmitter.Field(argument)} = default!;");
        if (bound.Count > 0) writer.Line();
        Bind(writer, handler, bound);
        writer.Line();
        CallEmitter.Emit(writer, step, new(handler.Method, handler.Arguments, handler.Return), "<object?> InvokeAsync(global::System.IServiceProvider services, global::Stepwell.StepContext step)", answers: true);
        writer.Close();
    }

    private static void Bind(SourceWriter writer, HandlerModel handler, List<ArgumentModel> bound)
    {
        var form = bound.Any(NeedsForm);
        var isAsync = form || bound.Any(ApiBinding.Awaits);
        writer.Open($"public override {(isAsync ? "async " : "")}global::System.Threading.Tasks.ValueTask BindAsync(global::Stepwell.Binding.ApiBinder binder)");
        if (form) writer.Line("await binder.ReadFormAsync().ConfigureAwait(false);");
        foreach (var argument in bound)
        {
            var field = $"this.{CallEmitter.Field(argument)}";
            writer.Line($"{field} = {ApiBinding.Expression(argument)};");
            if (argument is { Source: ArgumentSource.Custom, Optional: false })
                writer.Line($"if ((object?){field} is null) binder.Errors.Add({Literals.Of(argument.Wire)}, {Literals.Of($"The value '{argument.Wire}' is required.")});");
            if (argument.Source == ArgumentSource.Object) writer.Line($"binder.CheckObject({field}{Renamed(argument)});");
            if (argument.Rules.Count > 0) writer.Line($"binder.Check({Literals.Of(argument.Wire)}, {field}, rules_{argument.Name});");
        }
        if (!isAsync) writer.Line("return default;");
        writer.Close();
    }

    private static string Renamed(ArgumentModel argument) =>
        string.Concat(argument.Members.Where(m => m.Wire != Casing.Camel(m.Name)).Select(m => $", ({Literals.Of(m.Name)}, {Literals.Of(m.Wire)})"));

    private static bool NeedsForm(ArgumentModel argument) =>
        argument.Source is ArgumentSource.Form or ArgumentSource.File or ArgumentSource.Files or ArgumentSource.FormCollection || argument.Members.Any(NeedsForm);
}
