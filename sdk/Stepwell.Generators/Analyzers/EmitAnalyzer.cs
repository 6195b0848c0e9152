using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Parsing;

namespace Stepwell.Generators.Analyzers;

/// <summary>Finds emits that the step does not declare (SW0007). It looks at calls named Emit in step classes and nowhere else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmitAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the name of the topic's record.</summary>
    public const string TopicProperty = "Topic";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Problems.UndeclaredEmit];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (NameOf(call) is not { Identifier.ValueText: "Emit" } name) return;
        if (context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { TypeArguments.Length: 1 } called) return;
        if (!called.ContainingType.DerivesFrom("Stepwell", "StepContext") || called.TypeArguments[0] is not INamedTypeSymbol emitted) return;
        var (step, method) = Enclosing(context.ContainingSymbol);
        if (step is null || !IsStep(step) || Declared(step, method).Contains(emitted, SymbolEqualityComparer.Default)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Problems.UndeclaredEmit,
            name.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(TopicProperty, emitted.ToMinimalDisplayString(context.SemanticModel, call.SpanStart)),
            step.Name,
            emitted.Name,
            method is null ? "" : $" '{method.Name}'"));
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static (INamedTypeSymbol? Step, IMethodSymbol? Method) Enclosing(ISymbol? symbol)
    {
        var method = symbol as IMethodSymbol;
        while (method is { MethodKind: not MethodKind.Ordinary, ContainingSymbol: IMethodSymbol outer }) method = outer;
        return (symbol?.ContainingType, method);
    }

    private static bool IsStep(INamedTypeSymbol type) =>
        type.GetAttributes().Any(TriggerSet.IsTrigger) || type.GetMembers().OfType<IMethodSymbol>().Any(m => m.GetAttributes().Any(TriggerSet.IsTrigger));

    // The class's, and those of the handler that this method belongs to; a helper may serve any handler.
    private static IEnumerable<ITypeSymbol> Declared(INamedTypeSymbol step, IMethodSymbol? method)
    {
        var all = step.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary);
        var handlers = all.Count(m => m.GetAttributes().Any(TriggerSet.IsTrigger));
        if (method is not null && handlers > 1 && method.GetAttributes().Any(TriggerSet.IsTrigger))
        {
            var own = HandlerParser.WithoutAsync(method.Name);
            all = all.Where(m => SymbolEqualityComparer.Default.Equals(m, method) || HandlerParser.WithoutAsync(m.Name) == own + "OnFailure");
        }
        var declared = step.GetAttributes().Concat(all.SelectMany(m => m.GetAttributes()))
            .Where(a => a.AttributeClass.IsStepwell("EmitsAttribute`1")).SelectMany(a => a.Types());
        return declared.Concat(all.SelectMany(m => Returned(ReturnParser.Unwrap(m.ReturnType).Value)));
    }

    private static IEnumerable<ITypeSymbol> Returned(ITypeSymbol? type) => type?.Bare() switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.SelectMany(e => Returned(e.Type)),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Returned).Concat([named]),
        IArrayTypeSymbol array => Returned(array.ElementType),
        _ => [],
    };
}
