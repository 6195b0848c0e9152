namespace Stepwell.Azure.Contract;

/// <summary>Where the signatures of a type and of its members were looked up.</summary>
/// <param name="package">The official package.</param>
/// <param name="version">Its version.</param>
/// <param name="file">The published listing, or the source, as repository and path.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct)]
public sealed class LookedUpAttribute(string package, string version, string file) : Attribute
{
    public string Package => package;

    public string Version => version;

    public string File => file;
}
