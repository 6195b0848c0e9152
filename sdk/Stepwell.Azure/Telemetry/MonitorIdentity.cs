namespace Stepwell.Azure.Telemetry;

/// <summary>Who sends telemetry, as <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> says: <c>Authorization=AAD;ClientId=…</c>. The host reads that setting by itself, the exporter does not.</summary>
/// <param name="ClientId">Of the user-assigned identity; null for the system-assigned one.</param>
internal sealed record MonitorIdentity(string? ClientId)
{
    /// <returns>Null where the setting asks for no identity.</returns>
    internal static MonitorIdentity? Parse(string? setting)
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
        return "AAD".Equals(authorization, StringComparison.OrdinalIgnoreCase) ? new MonitorIdentity(clientId) : null;
    }
}
