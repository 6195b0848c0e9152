using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stepwell.Generators.Text;

/// <summary>Plain text of XML documents: read from the source, so that it is there whether or not documents are written out.</summary>
internal static class DocText
{
    /// <summary>The first paragraph of the summary; null for none.</summary>
    public static string? Summary(SyntaxNode node) => Of(node, e => e.StartTag.Name.LocalName.Text == "summary");

    /// <summary>What is said of a parameter; null for nothing.</summary>
    public static string? Parameter(SyntaxNode node, string name) =>
        Of(node, e => e.StartTag.Name.LocalName.Text == "param"
            && e.StartTag.Attributes.OfType<XmlNameAttributeSyntax>().Any(a => a.Identifier.Identifier.ValueText == name));

    private static string? Of(SyntaxNode node, Func<XmlElementSyntax, bool> wanted)
    {
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
                && trivia.GetStructure() is DocumentationCommentTriviaSyntax document)
            {
                return document.Content.OfType<XmlElementSyntax>().FirstOrDefault(wanted) is { } element ? FirstParagraph(element) : null;
            }
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && CommentLine(trivia) is not null) return Unparsed(node, wanted);
        }
        return null;
    }

    private static string? FirstParagraph(XmlElementSyntax element)
    {
        var text = new StringBuilder();
        foreach (var content in element.Content)
        {
            if (content is XmlElementSyntax { StartTag.Name.LocalName.Text: "para" } paragraph)
            {
                if (text.ToString().Trim().Length > 0) break;
                Append(text, paragraph.Content);
                break;
            }
            Append(text, [content]);
        }
        return Joined(text);
    }

    private static void Append(StringBuilder text, IEnumerable<XmlNodeSyntax> contents)
    {
        foreach (var content in contents)
        {
            switch (content)
            {
                case XmlTextSyntax plain:
                    foreach (var token in plain.TextTokens) text.Append(token.IsKind(SyntaxKind.XmlTextLiteralNewLineToken) ? " " : token.ValueText);
                    break;
                case XmlElementSyntax element:
                    Append(text, element.Content);
                    break;
                case XmlEmptyElementSyntax empty:
                    text.Append(Reference(empty));
                    break;
                default:
                    break;
            }
        }
    }

    private static string Reference(XmlEmptyElementSyntax element)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute is XmlCrefAttributeSyntax cref) return cref.Cref.ToString();
            if (attribute is XmlNameAttributeSyntax name) return name.Identifier.ToString();
            if (attribute is XmlTextAttributeSyntax text) return string.Concat(text.TextTokens.Select(t => t.ValueText));
        }
        return " ";
    }

    private static string? Joined(StringBuilder text)
    {
        var joined = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return joined.Length == 0 ? null : joined;
    }

    // Where the project parses no documents (DocumentationMode.None) they are mere comments: parse them here.
    private static string? Unparsed(SyntaxNode node, Func<XmlElementSyntax, bool> wanted)
    {
        var lines = node.GetLeadingTrivia().Select(CommentLine).Where(l => l is not null);
        var parsed = CSharpSyntaxTree.ParseText(
            string.Join("\n", lines) + "\nclass C;",
            CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse));
        return Of(parsed.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First(), wanted);
    }

    private static string? CommentLine(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString() is var text && text.StartsWith("///", StringComparison.Ordinal) ? text : null;
}
