using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Analyzers;

namespace Stepwell.CodeFixes;

/// <summary>Mends an undeclared emit (SW0007): declares it on the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UndeclaredEmitFix)), Shared]
public sealed class UndeclaredEmitFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["SW0007"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(EmitAnalyzer.TopicProperty, out var topic) || topic is null) continue;
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) continue;
            var title = $"Add [Emits<{topic}>] to {type.Identifier.ValueText}";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(Declare(context.Document, root, type, topic)), title), diagnostic);
        }
    }

    // Beside the triggers where the class has an attribute list, else in a list of its own.
    private static Document Declare(Document document, SyntaxNode root, TypeDeclarationSyntax type, string topic)
    {
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName($"Emits<{topic}>"));
        if (type.AttributeLists.FirstOrDefault(l => l.Target is null) is { } list)
            return document.WithSyntaxRoot(root.ReplaceNode(list, list.AddAttributes(attribute.WithLeadingTrivia(SyntaxFactory.Space))));
        var own = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithLeadingTrivia(type.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        var bare = type.WithLeadingTrivia(SyntaxFactory.ElasticMarker);
        return document.WithSyntaxRoot(root.ReplaceNode(type, bare.WithAttributeLists(SyntaxFactory.SingletonList(own))));
    }
}
