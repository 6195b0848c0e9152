using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Kinds of types that have no contract of their own.</summary>
internal static class ContractTypes
{
    /// <summary>True where any JSON will do.</summary>
    public static bool IsAny(Type type) =>
        type == typeof(object) || type == typeof(JsonElement) || type == typeof(JsonDocument) || type == typeof(JsonNode);

    /// <summary>True for the platform's own objects, whose members are nobody's annotations: requests, streams, problems.</summary>
    public static bool IsForeign(Type type) => !type.IsGenericType && IsPlatform(type);

    /// <summary>True where an author's type is nowhere in sight, so that nothing can be sensitive.</summary>
    public static bool IsPlain(Type type)
    {
        if (type.IsPrimitive || type == typeof(string)) return true;
        if (type.HasElementType) return IsPlain(type.GetElementType()!);
        if (!IsPlatform(type)) return type.IsEnum;
        foreach (var argument in type.GenericTypeArguments)
            if (!IsPlain(argument)) return false;
        return true;
    }

    private static bool IsPlatform(Type type) => type.Assembly.GetName().Name is { } name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));
}
