namespace Stepwell.Catalog;

/// <summary>Says in which version of the format the pieces of an assembly's manifest are written.</summary>
/// <param name="version">The version, as <see cref="Manifest.AppManifest.Version"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ManifestVersionAttribute(int version) : Attribute
{
    /// <summary>The version.</summary>
    public int Version { get; } = version;
}

/// <summary>Carries one step's piece of the manifest as JSON; the generator writes one per step, builds and tools read them.</summary>
/// <param name="name">The step's name.</param>
/// <param name="json">The piece, as <c>$defs/step</c> of the manifest has it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class StepManifestAttribute(string name, string json) : Attribute
{
    /// <summary>The step's name.</summary>
    public string Name { get; } = name;

    /// <summary>The piece of the manifest.</summary>
    public string Json { get; } = json;
}

/// <summary>Carries one topic's piece of the manifest as JSON.</summary>
/// <param name="name">The topic's name.</param>
/// <param name="json">The piece.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TopicManifestAttribute(string name, string json) : Attribute
{
    /// <summary>The topic's name.</summary>
    public string Name { get; } = name;

    /// <summary>The piece of the manifest.</summary>
    public string Json { get; } = json;
}
