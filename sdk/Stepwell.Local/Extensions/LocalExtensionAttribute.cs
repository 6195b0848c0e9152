namespace Stepwell.Local.Extensions;

/// <summary>Names the extension of the local host that an assembly brings.</summary>
/// <param name="type">An <see cref="ILocalExtension"/> with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LocalExtensionAttribute(Type type) : Attribute
{
    /// <summary>The option of the app's runtime configuration that names the assembly with the extension.</summary>
    public const string Option = "Stepwell.Local.Extension";

    /// <summary>The extension.</summary>
    public Type Type { get; } = type;
}
