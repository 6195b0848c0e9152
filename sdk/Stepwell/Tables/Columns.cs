using System.Text;

namespace Stepwell.Tables;

/// <summary>The names of properties.</summary>
internal static class Columns
{
    internal const string Answer = "Answer";
    internal const string At = "At";
    internal const string Attempts = "Attempts";
    internal const string BodyHash = "BodyHash";
    internal const string By = "By";
    internal const string Commit = "Commit";
    internal const string Envelope = "Envelope";
    internal const string Exception = "Exception";
    internal const string Expires = "Expires";
    internal const string Failed = "Failed";
    internal const string Generation = "Generation";
    internal const string Gone = "Gone";
    internal const string Group = "Group";
    internal const string Handler = "Handler";
    internal const string Id = "Id";
    internal const string Items = "Items";
    internal const string Json = "Json";
    internal const string Lease = "Lease";
    internal const string Mark = "Mark";
    internal const string Name = "Name";
    internal const string Order = "Order";
    internal const string Pending = "Pending";
    internal const string Reason = "Reason";
    internal const string Rows = "Rows";
    internal const string Sensitive = "Sensitive";
    internal const string Trace = "Trace";
    internal const string Void = "Void";
    internal const string Xml = "Xml";

    internal static string? Text(this TableRow row, string name) => row.Properties.TryGetValue(name, out var value) ? (string)value : null;

    /// <summary>Text that was stored as bytes: JSON would have six for a character beyond ASCII.</summary>
    internal static string? Utf8(this TableRow row, string name) => row.Properties.TryGetValue(name, out var value) ? Encoding.UTF8.GetString((byte[])value) : null;

    internal static int Int(this TableRow row, string name) => (int)row.Properties[name];

    internal static bool Flag(this TableRow row, string name) => row.Properties.TryGetValue(name, out var value) && (bool)value;

    internal static DateTimeOffset Time(this TableRow row, string name) => (DateTimeOffset)row.Properties[name];
}
