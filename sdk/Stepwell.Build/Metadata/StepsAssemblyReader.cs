using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Stepwell.Build.Metadata;

/// <summary>Reads the manifest out of an assembly's metadata. The file is shared, and nothing of it is loaded.</summary>
internal static class StepsAssemblyReader
{
    private const string Catalog = "Stepwell.Catalog";

    /// <summary>The steps of an assembly; null where it holds none.</summary>
    /// <exception cref="BadImageFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StepsAssembly? Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var file = new PEReader(stream);
        if (!file.HasMetadata) return null;
        var metadata = file.GetMetadataReader();
        // Most assemblies do not know Stepwell: they are left at once.
        if (!metadata.IsAssembly || !metadata.AssemblyReferences.Any(r => metadata.StringComparer.Equals(metadata.GetAssemblyReference(r).Name, "Stepwell"))) return null;

        var steps = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var topics = new SortedDictionary<string, string>(StringComparer.Ordinal);
        int? version = null;
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            switch (NameOf(metadata, attribute))
            {
                case "StepManifestAttribute": AddPiece(metadata, attribute, steps); break;
                case "TopicManifestAttribute": AddPiece(metadata, attribute, topics); break;
                case "ManifestVersionAttribute": version = Arguments(metadata, attribute).ReadInt32(); break;
            }
        }
        if (steps.Count == 0) return null;
        var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        return new StepsAssembly(name, version, [.. steps.Values], [.. topics.Values], [.. AppTypes.In(metadata)]);
    }

    /// <summary>The name of an attribute of Stepwell's catalog; null for any other.</summary>
    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference) return null;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference) return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Namespace, Catalog) ? metadata.GetString(type.Name) : null;
    }

    private static void AddPiece(MetadataReader metadata, CustomAttribute attribute, SortedDictionary<string, string> pieces)
    {
        var arguments = Arguments(metadata, attribute);
        var name = arguments.ReadSerializedString();
        var json = arguments.ReadSerializedString();
        if (name is not null && json is not null) pieces[name] = json;
    }

    private static BlobReader Arguments(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        const ushort prolog = 1;
        if (blob.ReadUInt16() != prolog) throw new BadImageFormatException("An attribute has no prolog.");
        return blob;
    }
}
