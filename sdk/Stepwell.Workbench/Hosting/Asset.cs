using System.Security.Cryptography;

namespace Stepwell.Workbench.Hosting;

/// <summary>A file that pages load.</summary>
internal sealed record Asset(string Name, string ContentType, byte[] Content, string Hash)
{
    internal string Url => $"assets/{Hash}/{Name}";

    internal string ETag => $"\"{Hash}\"";

    /// <summary>Reads it from all resources whose names begin alike.</summary>
    internal static Asset Of(string name, string contentType, string prefix)
    {
        var assembly = typeof(Asset).Assembly;
        using var content = new MemoryStream();
        foreach (var part in assembly.GetManifestResourceNames().Select(n => (Resource: n, Name: n.Replace('\\', '/'))).Where(n => n.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(n => n.Name, StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(part.Resource)!;
            stream.CopyTo(content);
            content.WriteByte((byte)'\n');
        }
        if (content.Length == 0) throw new InvalidOperationException($"{assembly.GetName().Name} was built without its resource '{prefix}'.");
        var bytes = content.ToArray();
        return new(name, contentType, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));
    }
}
