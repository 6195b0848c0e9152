namespace Stepwell.Build.Emit;

/// <summary>A file that is written.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Text">Its text, lines ended by a line feed.</param>
internal sealed record GeneratedFile(string Name, string Text);
