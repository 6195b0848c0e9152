using System.Reflection;
using System.Reflection.Metadata;

namespace Stepwell.Build.Metadata;

/// <summary>Finds the classes that implement <c>Stepwell.IStepApp</c> and that other assemblies can name.</summary>
internal static class AppTypes
{
    public static IEnumerable<string> In(MetadataReader metadata) => metadata.TypeDefinitions
        .Where(t => CanBeUsed(metadata, metadata.GetTypeDefinition(t)) && Implements(metadata, metadata.GetTypeDefinition(t)))
        .Select(t => FullName(metadata, metadata.GetTypeDefinition(t)))
        .OrderBy(n => n, StringComparer.Ordinal);

    private static bool CanBeUsed(MetadataReader metadata, TypeDefinition type)
    {
        const TypeAttributes unusable = TypeAttributes.Abstract | TypeAttributes.Interface;
        return (type.Attributes & unusable) == 0 && type.GetGenericParameters().Count == 0 && IsVisible(metadata, type);
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type)
    {
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        if (!type.IsNested) return visibility == TypeAttributes.Public;
        return visibility == TypeAttributes.NestedPublic && IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()));
    }

    private static bool Implements(MetadataReader metadata, TypeDefinition type)
    {
        if (type.GetInterfaceImplementations().Any(i => IsStepApp(metadata, metadata.GetInterfaceImplementation(i).Interface))) return true;
        return type.BaseType.Kind == HandleKind.TypeDefinition && Implements(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType));
    }

    private static bool IsStepApp(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeReference) return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return metadata.StringComparer.Equals(type.Name, "IStepApp") && metadata.StringComparer.Equals(type.Namespace, "Stepwell");
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (type.IsNested) return FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())) + "." + name;
        return type.Namespace.IsNil ? name : metadata.GetString(type.Namespace) + "." + name;
    }
}
