namespace Stepwell.Introspection;

/// <summary>How much may be asked at once.</summary>
public static class IntrospectionLimits
{
    /// <summary>The most items of a page, and the most ids of one order.</summary>
    public const int MaxCount = 1000;

    /// <summary>The items of a page where nothing else is asked for.</summary>
    public const int DefaultCount = 50;

    /// <summary>How far back an overview reaches where nothing else is asked for, in minutes.</summary>
    public const int DefaultMinutes = 5;

    /// <summary>How far back an overview can reach, in minutes.</summary>
    public const int MaxMinutes = 60;

    /// <summary>The largest body that is read, in bytes.</summary>
    public const int BodyBytes = 4 * 1024 * 1024;

    /// <summary>Of what a filter leaves, no more are counted for a total alone.</summary>
    public const int EnoughCounted = 1000;

    /// <summary>Refuses a number of items that no page has.</summary>
    /// <exception cref="IntrospectionException">It is less than 1 or more than <see cref="MaxCount"/>.</exception>
    public static void CheckCount(int count)
    {
        if (count is < 1 or > MaxCount) throw IntrospectionException.Invalid("count", $"Give 1 to {MaxCount}.");
    }
}
