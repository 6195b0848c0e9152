using System.Globalization;
using System.Text.Json.Nodes;
using Stepwell.Contracts;
using Stepwell.Running;

namespace Stepwell.Introspection;

/// <summary>Data that people give for an event.</summary>
public static class DataByHand
{
    /// <summary>Reads it as steps will, and writes it as a step would have.</summary>
    /// <param name="contracts">The app's contracts.</param>
    /// <param name="type">The topic's record.</param>
    /// <param name="data">What was given.</param>
    /// <param name="stored">What is stored, for the sensitive places that still hold the mask; null for nothing.</param>
    /// <param name="at">The JSON path of the data in what was given.</param>
    /// <exception cref="IntrospectionException">It does not fit, or is too large.</exception>
    public static (byte[] Json, object Message) Read(ContractRegistry contracts, Type type, JsonNode? data, JsonNode? stored, string at)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        var errors = new ContractErrors();
        data = data?.DeepClone();
        if (contracts.Sensitive(type) is { } paths) data = paths.Restore(data, stored, errors);
        var message = contracts.Read(type, IntrospectionJson.Bytes(data), errors);
        ThrowIfAny(errors, "The data", at);
        var json = contracts.Write(message, type);
        if (json.Length > Limits.EventBytes) throw IntrospectionException.Invalid(at, string.Create(CultureInfo.InvariantCulture, $"The event has {json.Length:N0} bytes; the limit is {Limits.EventBytes:N0}."));
        return (json, message!);
    }

    internal static void ThrowIfAny(ContractErrors errors, string what, string at = "$")
    {
        if (errors.IsEmpty) return;
        var found = errors.ToDictionary().ToDictionary(e => Below(at, e.Key), e => e.Value, StringComparer.Ordinal);
        throw new IntrospectionException(IntrospectionError.Invalid, $"{what} cannot be taken as it is: {string.Join(" ", found.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}"))}", found);
    }

    private static string Below(string at, string path) => (at, path) switch
    {
        ("$", _) => path,
        (_, "$") => at,
        (_, ['[', ..]) => at + path,
        _ => $"{at}.{path}",
    };
}
