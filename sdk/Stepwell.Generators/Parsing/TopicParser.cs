using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads a topic off its record.</summary>
internal static class TopicParser
{
    private const int LongestName = 200;

    public static TopicModel? Parse(INamedTypeSymbol type, AttributeData attribute, SyntaxNode? node, ParseContext context)
    {
        if (attribute.Text() is not { } name) return null;
        var at = LocationInfo.From(attribute, context.Cancel);
        if (!IsAllowed(name)) context.Report(Problems.TopicName, at, name, type.Name);
        if (Unusable(type) is { } why) context.Report(Problems.TopicNotUsable, at, type.Name, why);
        var key = attribute.Named("OrderingKey") as string;
        var path = key is null ? null : PropertyPath.Resolve(type, key);
        if (key is not null && path is null) context.Report(Problems.OrderingKey, at, name, key, type.Name);
        return new(
            name,
            type.FullName(),
            type.DisplayName(),
            node is null ? null : DocText.Summary(node),
            key is null ? null : path?.Accessor,
            path?.Type.SpecialType == SpecialType.System_String,
            node?.SyntaxTree.FilePath,
            node is null ? null : LocationInfo.From(type.Locations.FirstOrDefault(l => l.SourceTree == node.SyntaxTree)))
        { Key = key };
    }

    /// <summary>The topic as a handler names it; reports a type that is none.</summary>
    public static TopicRef? Refer(INamedTypeSymbol type, AttributeData at, string who, ParseContext context)
    {
        if (type.TopicAttribute()?.Text() is { } name) return new(name, type.FullName(), LocationInfo.From(at, context.Cancel));
        context.Report(Problems.NoTopic, at, $"[{at.ShortName()}<{type.Name}>] of {who}", type.Name);
        return null;
    }

    /// <summary>The topic of a record that another assembly declares; null for one of this assembly.</summary>
    public static TopicModel? Foreign(INamedTypeSymbol type, ParseContext context) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly) || type.TopicAttribute() is not { } attribute
            ? null
            : Parse(type, attribute, null, context);

    private static string? Unusable(INamedTypeSymbol type) =>
        type.IsGenericType ? "generic"
        : type.IsStatic ? "static"
        : !IsReachable(type) ? "private to another type or file"
        : null;

    internal static bool IsReachable(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
            if (t.IsFileLocal || t.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) return false;
        return true;
    }

    private static bool IsAllowed(string name) =>
        name.Length is > 0 and <= LongestName
        && IsPlain(name[0]) && IsPlain(name[name.Length - 1])
        && name.All(c => IsPlain(c) || c is '.' or '-' or '_')
        && !name.StartsWith("stepwell.", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
