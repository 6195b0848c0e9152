using System.Text.Json.Serialization.Metadata;

namespace Stepwell.Contracts;

/// <summary>The annotations of a property and of the constructor's parameter that sets it, as one.</summary>
internal sealed class MemberAnnotations(JsonPropertyInfo property)
{
    private readonly object[] all =
    [
        .. property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [],
        .. property.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [],
    ];

    public T? First<T>() where T : Attribute => all.OfType<T>().FirstOrDefault();

    public IEnumerable<T> All<T>() where T : Attribute => all.OfType<T>();
}
