namespace Stepwell.Generators.Pipeline;

/// <summary>The names of the pipeline's stages, by which tests see what was cached.</summary>
internal static class TrackingNames
{
    public const string Settings = nameof(Settings);
    public const string Declarations = nameof(Declarations);
    public const string Steps = nameof(Steps);
    public const string Topics = nameof(Topics);
    public const string ForeignTopics = nameof(ForeignTopics);
    public const string Duplicates = nameof(Duplicates);
    public const string Catalog = nameof(Catalog);
    public const string Problems = nameof(Problems);
}
