using Microsoft.CodeAnalysis.CSharp;
using Stepwell.Generators.Pipeline;

namespace Stepwell.Generators.Tests;

/// <summary>What of a file other files' steps are read anew for.</summary>
public sealed class SurfaceTests
{
    private const string Source = """
        using System;
        namespace X;
        [Post("/a"), Topic("t")] public sealed class S : Base { public const string C = "c"; public string? P { get; init; } public void Handle(int a) { a++; } }
        """;

    [Theory]
    [InlineData("a++;", "a--;")]
    [InlineData("int a", "long a")]
    [InlineData("\"/a\"", "\"/b\"")]
    [InlineData("namespace X;", "// far\n\n\nnamespace X;")]
    public void Surface_WithOwnAffairsChanged_IsTheSame(string from, string to) => Assert.Equal(Hash(Source), Hash(Source.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Base", "Other")]
    [InlineData("\"c\"", "\"d\"")]
    [InlineData("string? P", "string P")]
    [InlineData("\"t\"", "\"u\"")]
    [InlineData("using System;", "using System.IO;")]
    [InlineData("class S", "class T")]
    [InlineData("public void Handle", "\n#nullable disable\npublic void Handle")]
    [InlineData("void Handle(", "void BindAsync(")]
    public void Surface_WithOthersAffairsChanged_Differs(string from, string to) => Assert.NotEqual(Hash(Source), Hash(Source.Replace(from, to, StringComparison.Ordinal)));

    private static byte[] Hash(string text) => SurfaceText.Hash(CSharpSyntaxTree.ParseText(text, Compiler.ParseOptions).GetRoot());
}
