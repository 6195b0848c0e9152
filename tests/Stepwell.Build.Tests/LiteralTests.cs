using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stepwell.Build.Emit;

namespace Stepwell.Build.Tests;

public sealed class LiteralTests
{
    private static readonly char[] Nasty = ['"', '\\', '\'', '{', '}', '\n', '\r', '\t', '\0', '\a', '\u001f', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ud83d', '\ude00', '\ufeff', '\ufffe', '%', '<', '&', 'ä', '漢', '0', 'x'];

    private static Gen<string> Texts => Gen.Elements(Nasty).ArrayOf().Select(c => new string(c));

    [Fact]
    public void Literal_OfAnyText_IsThatTextToTheCompiler() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var expression = SyntaxFactory.ParseExpression(Literals.Of(text));
        Assert.Empty(expression.GetDiagnostics());
        Assert.Equal(text, Assert.IsType<LiteralExpressionSyntax>(expression).Token.ValueText);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void DocText_OfAnyText_IsOneLineOfXml() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var doc = DocText.Of(text);
        Assert.Single(Microsoft.CodeAnalysis.Text.SourceText.From(doc).Lines);
        Assert.Equal(doc.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal), XElement.Parse("<a>" + doc + "</a>", LoadOptions.PreserveWhitespace).Value);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Orders.DeskApp", "global::Orders.DeskApp")]
    [InlineData("My.event.App", "global::My.@event.App")]
    public void TypeName_OfAnApp_IsGlobal(string name, string expected) => Assert.Equal(expected, TypeNames.Global(name));

    [Fact]
    public void TypeName_OfEveryKeyword_IsEscaped() =>
        Assert.All(SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText), k => Assert.Equal("global::@" + k, TypeNames.Global(k)));
}
