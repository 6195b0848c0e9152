using Stepwell.Build.Manifest;

namespace Stepwell.Build;

/// <summary>The app that is built: its class, and its steps as the manifest has them.</summary>
/// <param name="Type">The full name of the class that implements <c>IStepApp</c>.</param>
/// <param name="Assembly">The simple name of the assembly that holds the steps.</param>
/// <param name="Steps">By name.</param>
/// <param name="Topics">The topics' names, in order.</param>
internal sealed record StepsApp(string Type, string Assembly, IReadOnlyList<StepPiece> Steps, IReadOnlyList<string> Topics)
{
    private const string Suffix = "App";

    /// <summary>The app's name: its class's, without a closing <c>App</c>.</summary>
    public string Name
    {
        get
        {
            var name = Type.Substring(Type.LastIndexOf('.') + 1);
            return name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name.Substring(0, name.Length - Suffix.Length) : name;
        }
    }
}
