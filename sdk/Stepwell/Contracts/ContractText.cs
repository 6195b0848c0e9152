namespace Stepwell.Contracts;

/// <summary>Names of types as people call them, for findings.</summary>
public static class ContractText
{
    /// <summary>What a value of a type is called, e.g. <c>whole number</c>.</summary>
    public static string TypeName(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return "one of " + string.Join(", ", Enum.GetNames(type).Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "boolean (true or false)",
            TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 => "whole number",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
            TypeCode.String or TypeCode.Char => "text",
            _ when type == typeof(Guid) => "UUID",
            _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "date and time (ISO 8601)",
            _ when type == typeof(DateOnly) => "date (ISO 8601)",
            _ when type == typeof(TimeSpan) || type == typeof(TimeOnly) => "time (hh:mm:ss)",
            _ => type.Name,
        };
    }
}
