using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>The expressions that take arguments from an <c>ApiBinder</c>.</summary>
internal static class ApiBinding
{
    /// <summary>True where the expression awaits.</summary>
    public static bool Awaits(ArgumentModel argument) =>
        argument.Source is ArgumentSource.Body or ArgumentSource.RawBody or ArgumentSource.Stream or ArgumentSource.Pipe or ArgumentSource.Custom
        || argument.Members.Any(Awaits);

    public static string Expression(ArgumentModel argument) => argument.Source switch
    {
        ArgumentSource.Route or ArgumentSource.Query or ArgumentSource.Header or ArgumentSource.Form => Value(argument, argument.Value!),
        ArgumentSource.File => $"binder.{(argument.Optional ? "OptionalFile" : "File")}({Literals.Of(argument.Wire)})",
        ArgumentSource.Files => "binder.Files",
        ArgumentSource.FormCollection => "binder.Form",
        ArgumentSource.Body => $"await binder.BodyAsync<{argument.Type}>({(argument.Optional ? "optional: true" : "")}).ConfigureAwait(false)",
        ArgumentSource.RawBody => argument.Type.StartsWith("byte[]", StringComparison.Ordinal)
            ? "(await binder.RawBodyAsync().ConfigureAwait(false)).ToArray()" : "await binder.RawBodyAsync().ConfigureAwait(false)",
        ArgumentSource.Stream => "await binder.StreamAsync().ConfigureAwait(false)",
        ArgumentSource.Pipe => "await binder.PipeAsync().ConfigureAwait(false)",
        ArgumentSource.Http => "binder.Http",
        ArgumentSource.Request => "binder.Http.Request",
        ArgumentSource.Response => "binder.Http.Response",
        ArgumentSource.User => "binder.Http.User",
        ArgumentSource.Cancellation => "binder.Http.RequestAborted",
        ArgumentSource.Custom => $"(await {Bare(argument)}.BindAsync(binder.Http).ConfigureAwait(false))!",
        ArgumentSource.Object => Object(argument),
        _ => throw new InvalidOperationException($"{argument.Source} is not bound from a request."),
    };

    private static string Value(ArgumentModel argument, ValueModel value)
    {
        var from = $"global::Stepwell.Catalog.BindFrom.{argument.Source}";
        var common = $"({from}, {Literals.Of(argument.Wire)}, {value.Parser}";
        if (value.List is { } list)
        {
            var many = $"binder.Many<{value.Type}>{common})";
            return list switch
            {
                ListKind.List => $"new global::System.Collections.Generic.List<{value.Type}>({many})",
                ListKind.StringValues => $"new global::Microsoft.Extensions.Primitives.StringValues({many})",
                _ => many,
            };
        }
        if (!argument.Optional) return $"binder.Required<{value.Type}>{common})";
        var fallback = argument.Default is null ? ")" : $", {argument.Default})";
        return value.NullableValue ? $"binder.OptionalValue<{value.Type}>{common}{fallback}" : $"binder.Optional<{value.Type}>{common}{fallback}!";
    }

    private static string Object(ArgumentModel argument)
    {
        var constructed = string.Join(", ", argument.Members.Where(m => !m.Initialized).Select(Expression));
        var set = argument.Members.Where(m => m.Initialized).Select(m => $"{Literals.Escape(m.Name)} = {Expression(m)}").ToList();
        return $"new {Bare(argument)}({constructed}){(set.Count == 0 ? "" : $" {{ {string.Join(", ", set)} }}")}";
    }

    private static string Bare(ArgumentModel argument) => argument.Type.TrimEnd('?');
}
