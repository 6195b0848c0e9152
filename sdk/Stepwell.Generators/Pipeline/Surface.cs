using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Stepwell.Generators.Pipeline;

/// <summary>All of a compilation that the reading of a class in another file can depend on: options, references, and a hash of the files' declarations.</summary>
internal sealed class Surface : IEquatable<Surface>
{
    private static readonly ConditionalWeakTable<Compilation, Surface> Known = new();
    private static readonly ConditionalWeakTable<SyntaxTree, byte[]> Trees = new();

    private readonly CompilationOptions options;
    private readonly string? assembly;
    private readonly MetadataReference[] references;
    private readonly byte[] declarations;

    private Surface(Compilation compilation, CancellationToken cancel)
    {
        options = compilation.Options;
        assembly = compilation.AssemblyName;
        references = [.. compilation.References];
        declarations = Hash(compilation, cancel);
    }

    public static Surface Of(Compilation compilation, CancellationToken cancel) =>
        Known.TryGetValue(compilation, out var surface) ? surface : Known.GetValue(compilation, c => new(c, cancel));

    public bool Equals(Surface? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && assembly == other.assembly && declarations.AsSpan().SequenceEqual(other.declarations)
            && SameReferences(other.references) && options.Equals(other.options);
    }

    public override bool Equals(object? obj) => Equals(obj as Surface);

    public override int GetHashCode() => BitConverter.ToInt32(declarations, 0);

    private bool SameReferences(MetadataReference[] others)
    {
        if (references.Length != others.Length) return false;
        for (var i = 0; i < references.Length; i++)
            if (!ReferenceEquals(references[i], others[i])) return false;
        return true;
    }

    private static byte[] Hash(Compilation compilation, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancel.ThrowIfCancellationRequested();
            var own = Trees.GetValue(tree, t => SurfaceText.Hash(t.GetRoot()));
            hash.TransformBlock(own, 0, own.Length, null, 0);
        }
        hash.TransformFinalBlock([], 0, 0);
        return hash.Hash;
    }
}
