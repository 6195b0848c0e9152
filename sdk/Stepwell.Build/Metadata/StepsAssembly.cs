namespace Stepwell.Build.Metadata;

/// <summary>What an assembly says of its steps, as it was read without loading it.</summary>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="ManifestVersion">The version of its manifest; null where it states none.</param>
/// <param name="Steps">The steps' pieces, by name.</param>
/// <param name="Topics">The topics' pieces, by name.</param>
/// <param name="Apps">The full names of the public classes that implement <c>IStepApp</c>, nested ones with dots.</param>
internal sealed record StepsAssembly(
    string Name, int? ManifestVersion, IReadOnlyList<string> Steps, IReadOnlyList<string> Topics, IReadOnlyList<string> Apps);
