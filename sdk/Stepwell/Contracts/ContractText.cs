using System.Globalization;
using System.Text.Json;

namespace Stepwell.Contracts;

/// <summary>Names of types as people call them, for findings.</summary>
public static class ContractText
{
    internal const string NoNull = "A value is required here; null is none.";
    internal const string Missing = "This member is required.";
    internal const string MissingButNullable = "This member is required; null will do. A default in its record (= null) makes it optional.";
    internal const string NotAllowed = "The value is not allowed.";
    internal const string Duplicate = "The member is there more than once.";
    internal const string NoText = "The JSON is malformed: it has text that is not valid Unicode.";

    private const int LongestValue = 64;

    /// <summary>What a value of a type is called, e.g. <c>whole number</c>. CLR names are not told.</summary>
    public static string TypeName(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return EnumName(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "boolean (true or false)",
            TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 => "whole number" + Limits(type),
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
            TypeCode.String => "text",
            TypeCode.Char => "single character",
            _ when type == typeof(Guid) => "UUID",
            _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "date and time (ISO 8601)",
            _ when type == typeof(DateOnly) => "date (ISO 8601)",
            _ when type == typeof(TimeSpan) || type == typeof(TimeOnly) => "time (hh:mm:ss)",
            _ when type == typeof(Uri) => "address",
            _ when type == typeof(byte[]) => "text in base64",
            _ => "allowed value",
        };
    }

    internal static string EnumName(IEnumerable<string> names) => $"allowed value ({string.Join(", ", names)})";

    /// <summary>What a JSON value is called, with its value where it is a short one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="hidden">True where the value must not be told.</param>
    internal static string Describe(JsonElement value, bool hidden) => value.ValueKind switch
    {
        JsonValueKind.Object => "An object",
        JsonValueKind.Array => "An array",
        _ when hidden => "The value",
        JsonValueKind.String => $"'{Shorten(value.GetString()!)}'",
        _ => Shorten(value.GetRawText()),
    };

    private static string Shorten(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string Limits(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "",
        _ => string.Create(CultureInfo.InvariantCulture, $" from {type.GetField("MinValue")?.GetRawConstantValue()} to {type.GetField("MaxValue")?.GetRawConstantValue()}"),
    };
}
