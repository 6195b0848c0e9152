using Stepwell.Azure.Settings;

namespace Stepwell.Azure.Telemetry;

/// <summary>Reads <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>. The host does so by itself, the exporter does not.</summary>
internal static class MonitorIdentity
{
    /// <summary>Who sends telemetry, by a text such as <c>Authorization=AAD;ClientId=…</c>.</summary>
    /// <returns>Null where the setting asks for no identity.</returns>
    internal static ConnectionIdentity? Parse(string? setting)
    {
        string? authorization = null, clientId = null;
        foreach (var part in (setting ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) continue;
            var (name, value) = (part[..equals].Trim(), part[(equals + 1)..].Trim());
            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) authorization = value;
            if (name.Equals("ClientId", StringComparison.OrdinalIgnoreCase) && value.Length > 0) clientId = value;
        }
        return "AAD".Equals(authorization, StringComparison.OrdinalIgnoreCase) ? new ConnectionIdentity(IsManaged: true, clientId) : null;
    }
}
