using Stepwell.Generators.Models;

namespace Stepwell.Generators.Emit;

/// <summary>Writes the making of a step, the call of one of its methods and what becomes of the result.</summary>
internal static class CallEmitter
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.";
    private const string Keyed = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions.";

    /// <summary>Writes a method's body.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="step">The step.</param>
    /// <param name="call">The method that is called.</param>
    /// <param name="signature">What follows the type that the written method returns.</param>
    /// <param name="answers">True where the result is the answer, and the method returns an object.</param>
    public static void Emit(SourceWriter writer, StepModel step, CallModel call, string signature, bool answers)
    {
        var isAsync = call.Return.Awaited || step.Disposal == Disposal.Async || Contains(call.Return.Emitted, EmitShapeKind.AsyncSequence);
        var modifier = isAsync ? "async " : "";
        writer.Open($"public override {modifier}global::System.Threading.Tasks.ValueTask{signature}");
        var made = $"new {step.Type}({string.Join(", ", step.Services.Select(Service))})";
        writer.Line(step.Disposal == Disposal.Sync ? $"using var target = {made};" : $"var target = {made};");
        if (step.Disposal == Disposal.Async)
            writer.Line("await using var disposal = global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait(target, false);");
        Body(writer, call, answers, Return(isAsync, signature));
        writer.Close();
    }

    private static void Body(SourceWriter writer, CallModel call, bool answers, Func<string, string?> finish)
    {
        var invoked = $"target.{Literals.Escape(call.Method)}({string.Join(", ", call.Arguments.Select(Argument))})";
        if (call.Return.Awaited) invoked = $"await {invoked}.ConfigureAwait(false)";
        if (!call.Return.HasValue) writer.Line(invoked + ";");
        else if (answers)
        {
            writer.Line(finish(invoked)!);
            return;
        }
        else
        {
            writer.Line($"var result = {invoked};");
            var names = 0;
            if (call.Return.Emitted is { } shape) Emitted(writer, shape, "result", ref names);
        }
        if (finish("null") is { } end) writer.Line(end);
    }

    // The last statement: async methods return the value itself, others wrap it.
    private static Func<string, string?> Return(bool isAsync, string signature)
    {
        var hasResult = signature.StartsWith("<", StringComparison.Ordinal);
        return value => hasResult
            ? isAsync ? $"return {value};" : $"return new global::System.Threading.Tasks.ValueTask<object?>({(value == "null" ? "(object?)null" : value)});"
            : isAsync ? null : "return default;";
    }

    private static void Emitted(SourceWriter writer, EmitShape shape, string value, ref int names)
    {
        switch (shape.Kind)
        {
            case EmitShapeKind.Event:
                var item = $"event{++names}";
                writer.Line($"if ({value} is {{ }} {item}) step.Emit({item});");
                break;
            case EmitShapeKind.Tuple:
                var tuple = $"tuple{++names}";
                writer.Open($"if ({value} is {{ }} {tuple})");
                for (var i = 0; i < shape.Items.Count; i++) Emitted(writer, shape.Items[i], $"{tuple}.Item{i + 1}", ref names);
                writer.Close();
                break;
            default:
                var all = $"all{++names}";
                var each = $"each{names}";
                writer.Open($"if ({value} is {{ }} {all})");
                writer.Open(shape.Kind == EmitShapeKind.Sequence
                    ? $"foreach (var {each} in {all})"
                    : $"await foreach (var {each} in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation({all}, step.CancellationToken).ConfigureAwait(false))");
                Emitted(writer, shape.Items[0], each, ref names);
                writer.Close().Close();
                break;
        }
    }

    private static bool Contains(EmitShape? shape, EmitShapeKind kind) =>
        shape is not null && (shape.Kind == kind || shape.Items.Any(i => Contains(i, kind)));

    private static string Service(ServiceModel service, int place)
    {
        if (service.ValueType is not null) return ValueService(service, place);
        if (!service.Optional)
            return service.Key is null ? $"{Services}GetRequiredService<{service.Type}>(services)" : $"{Keyed}GetRequiredKeyedService<{service.Type}>(services, {service.Key})";
        var found = service.Key is null ? $"{Services}GetService<{service.Type}>(services)" : $"{Keyed}GetKeyedService<{service.Type}>(services, {service.Key})";
        return service.Default is null ? found + "!" : $"{found} ?? {service.Default}";
    }

    // The generic methods are made for reference types: they refuse `int?` and cannot tell a missing int from 0.
    private static string ValueService(ServiceModel service, int place)
    {
        var type = $"typeof({service.Type})";
        if (!service.Optional)
            return $"({service.Type}){(service.Key is null ? $"{Services}GetRequiredService(services, {type})" : $"{Keyed}GetRequiredKeyedService(services, {type}, {service.Key})")}";
        var found = service.Key is null ? $"services.GetService({type})" : $"((global::Microsoft.Extensions.DependencyInjection.IKeyedServiceProvider)services).GetKeyedService({type}, {service.Key})";
        return $"{found} is {service.ValueType} given{place} ? given{place} : {service.Default ?? $"default({service.Type})"}";
    }

    private static string Argument(ArgumentModel argument) => argument.Source switch
    {
        ArgumentSource.Step => "step",
        ArgumentSource.Cancellation => "step.CancellationToken",
        ArgumentSource.User => "step.User",
        ArgumentSource.Failure => "failure",
        ArgumentSource.Message when argument.Default is { } cast => cast,
        _ => "this." + Field(argument),
    };

    /// <summary>The field that keeps a bound argument.</summary>
    public static string Field(ArgumentModel argument) => argument.Source == ArgumentSource.Message ? "message" + argument.Wire : "arg_" + argument.Name;
}
