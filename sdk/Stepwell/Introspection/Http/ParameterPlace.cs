namespace Stepwell.Introspection.Http;

/// <summary>Where a parameter is.</summary>
public enum ParameterPlace
{
    /// <summary>In the query.</summary>
    Query,

    /// <summary>In the path.</summary>
    Path,

    /// <summary>In a header.</summary>
    Header,
}
