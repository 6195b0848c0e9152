using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Generators.Text;

namespace Stepwell.CodeFixes;

/// <summary>Mends a missing handler (SW0011): adds a <c>Handle</c> of the form that the trigger needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingHandlerFix)), Shared]
public sealed class MissingHandlerFix : CodeFixProvider
{
    private const string Title = "Add Handle";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["SW0011"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(Add(context.Document, root, type)), Title), diagnostic);
        }
    }

    private static Document Add(Document document, SyntaxNode root, TypeDeclarationSyntax type)
    {
        var handler = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(HandlerFor(type))!;
        handler = handler.WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
        // `class X;` has no braces yet.
        var opened = type.OpenBraceToken.RawKind != 0 && !type.OpenBraceToken.IsMissing ? type : Opened(type);
        return document.WithSyntaxRoot(root.ReplaceNode(type, opened.AddMembers(handler).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation)));
    }

    private static TypeDeclarationSyntax Opened(TypeDeclarationSyntax type) => type
        .WithSemicolonToken(default)
        .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken))
        .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(type.GetTrailingTrivia()));

    private static string HandlerFor(TypeDeclarationSyntax type)
    {
        foreach (var attribute in type.AttributeLists.SelectMany(l => l.Attributes))
        {
            var name = (attribute.Name as QualifiedNameSyntax)?.Right ?? attribute.Name;
            var topics = (name as GenericNameSyntax)?.TypeArgumentList.Arguments.Select(a => a.ToString()).ToList();
            switch ((name as SimpleNameSyntax)?.Identifier.ValueText)
            {
                case "On" or "OnAttribute" when topics is { Count: 1 }:
                    return Method($"{topics[0]} e, StepContext step");
                case "OnAll" or "OnAllAttribute" when topics is not null:
                    return Method(string.Join(", ", topics.Select(t => $"{t} {Variable(t)}")) + ", StepContext step");
                case "Cron" or "CronAttribute":
                    return Method("CronTick tick, StepContext step");
                default:
                    break;
            }
        }
        return Method("StepContext step");
    }

    private static string Variable(string topic) => Casing.Camel(topic.Substring(topic.LastIndexOf('.') + 1));

    private static string Method(string parameters) => $"public void Handle({parameters})\n{{\n}}\n";
}
