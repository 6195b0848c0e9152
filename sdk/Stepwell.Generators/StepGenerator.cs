using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Emit;
using Stepwell.Generators.Models;
using Stepwell.Generators.Parsing;
using Stepwell.Generators.Pipeline;

namespace Stepwell.Generators;

/// <summary>Writes the catalog and the manifest of an assembly's steps.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class StepGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.AnalyzerConfigOptionsProvider.Select((options, _) => ProjectSettings.DirectoryOf(options))
            .Combine(context.CompilationProvider.Select((compilation, _) => compilation.AssemblyName ?? ""))
            .Select((pair, _) => new ProjectSettings(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Settings);
        var declarations = context.SyntaxProvider
            .CreateSyntaxProvider(
                (node, _) => StepSyntax.IsCandidate(node),
                (found, cancel) => DeclarationCache.Parse((TypeDeclarationSyntax)found.Node, found.SemanticModel, cancel))
            .Where(declaration => declaration is not null).Select((declaration, _) => declaration!)
            .WithTrackingName(TrackingNames.Declarations);
        var steps = declarations.Where(d => d.Step is not null).Combine(settings)
            .Select((pair, _) => pair.Right.Place(pair.Left.Step!))
            .WithTrackingName(TrackingNames.Steps);
        var topics = declarations.Where(d => d.Topic is not null).Combine(settings)
            .Select((pair, _) => pair.Right.Place(pair.Left.Topic!))
            .WithTrackingName(TrackingNames.Topics);
        var foreign = steps.Where(s => s.ForeignTopics.Count > 0).SelectMany((s, _) => s.ForeignTopics).Collect()
            .SelectMany((all, _) => all.Distinct().OrderBy(t => t.Name, StringComparer.Ordinal))
            .WithTrackingName(TrackingNames.ForeignTopics);

        var stepFacts = Facts(steps, StepFacts.From, f => f.Type);
        var topicFacts = Facts(topics, TopicFactsOf, f => f.Type).Combine(Facts(foreign, TopicFactsOf, f => f.Type))
            .Select((pair, _) => pair.Left.Concat(pair.Right).ToEquatable());
        var duplicates = stepFacts.Combine(topicFacts)
            .Select((pair, _) => new Duplicates(Duplicates.Of(pair.Left.Select(s => s.Name)), Duplicates.Of(pair.Right.Select(t => t.Identifier))))
            .WithTrackingName(TrackingNames.Duplicates);

        EmitSteps(context, steps, duplicates);
        EmitTopics(context, topics, duplicates);
        EmitTopics(context, foreign, duplicates);
        EmitCatalog(context, steps, topicFacts, duplicates);
        var unclear = declarations.Where(d => d.Unclear).Collect().Select((all, _) => all.Length > 0);
        Report(context, declarations, stepFacts.Combine(topicFacts).Combine(unclear)
            .Select((all, _) => AppChecks.Run(all.Left.Left, all.Left.Right, all.Right).ToEquatable()));
    }

    // A step may be called like the catalog's own file.
    private static string HintOf(string step) => step.Equals("Catalog", StringComparison.OrdinalIgnoreCase) ? $"{step}.step.g.cs" : $"{step}.g.cs";

    private static TopicFacts TopicFactsOf(TopicModel topic) => new(topic.Name, topic.Identifier, topic.Type, topic.Location);

    private static IncrementalValueProvider<EquatableArray<TFacts>> Facts<TModel, TFacts>(
        IncrementalValuesProvider<TModel> models, Func<TModel, TFacts> of, Func<TFacts, string> order) where TFacts : IEquatable<TFacts> =>
        models.Select((model, _) => of(model)).Collect()
            .Select((all, _) => all.OrderBy(order, StringComparer.Ordinal).ToEquatable());

    private static void EmitSteps(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<StepModel> steps, IncrementalValueProvider<Duplicates> duplicates) =>
        context.RegisterSourceOutput(
            steps.Combine(duplicates).Where(pair => pair.Right.Allow(pair.Left)).Select((pair, _) => pair.Left),
            (output, step) => output.AddSource(HintOf(step.Name), StepEmitter.Emit(step)));

    private static void EmitTopics(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<TopicModel> topics, IncrementalValueProvider<Duplicates> duplicates) =>
        context.RegisterSourceOutput(
            topics.Combine(duplicates).Where(pair => pair.Right.Allow(pair.Left)).Select((pair, _) => pair.Left),
            (output, topic) => output.AddSource($"{topic.Identifier}.topic.g.cs", TopicEmitter.Emit(topic)));

    private static void EmitCatalog(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<StepModel> steps,
        IncrementalValueProvider<EquatableArray<TopicFacts>> topics,
        IncrementalValueProvider<Duplicates> duplicates)
    {
        var names = steps.Combine(duplicates).Where(pair => pair.Right.Allow(pair.Left)).Select((pair, _) => pair.Left.Name).Collect()
            .Select((all, _) => all.OrderBy(n => n, StringComparer.Ordinal).Select(Identifiers.OfStep).ToEquatable());
        var topicNames = topics.Combine(duplicates)
            .Select((pair, _) => pair.Left.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => t.Identifier)
                .Where(t => !pair.Right.Topics.Contains(t, StringComparer.OrdinalIgnoreCase)).ToEquatable());
        context.RegisterSourceOutput(
            names.Combine(topicNames).WithTrackingName(TrackingNames.Catalog),
            (output, pair) =>
            {
                if (pair.Left.Count + pair.Right.Count > 0) output.AddSource("Catalog.g.cs", CatalogEmitter.Emit(pair.Left, pair.Right));
            });
    }

    private static void Report(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Declaration> declarations,
        IncrementalValueProvider<EquatableArray<DiagnosticInfo>> ofApp)
    {
        var all = declarations.Where(d => d.Problems.Count > 0).SelectMany((d, _) => d.Problems).Collect()
            .Combine(ofApp)
            .Select((pair, _) => pair.Left.Concat(pair.Right).ToEquatable())
            .WithTrackingName(TrackingNames.Problems);
        context.RegisterSourceOutput(all.Combine(context.CompilationProvider), (output, pair) =>
        {
            // A file that does not parse may be the very one that emits, or subscribes.
            var unclear = pair.Left.Any(p => AppChecks.IsOfTopics(p.Descriptor))
                && pair.Right.SyntaxTrees.Any(t => t.GetDiagnostics(output.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error));
            foreach (var problem in pair.Left)
                if (!unclear || !AppChecks.IsOfTopics(problem.Descriptor)) output.ReportDiagnostic(problem.ToDiagnostic(pair.Right));
        });
    }
}
