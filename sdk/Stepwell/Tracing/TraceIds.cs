using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Stepwell.Tracing;

/// <summary>Ids of traces, spans, events and commits.</summary>
public static class TraceIds
{
    /// <summary>A new id: 128 random bits of a cryptographic source as 32 lower-case hex characters.</summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>True where a text has the form of an id.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 32 }) return false;
        foreach (var c in text)
            if (!char.IsAsciiHexDigitLower(c))
                return false;
        return true;
    }

    /// <summary>An id that is the same wherever it is made of the same text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>A new id of an event: 32 hex characters, unique but not unguessable, for it opens nothing.</summary>
    public static string NewEvent() => ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>A new span id: 16 hex characters.</summary>
    public static string NewSpan() => ActivitySpanId.CreateRandom().ToHexString();
}
