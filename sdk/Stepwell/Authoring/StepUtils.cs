using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Stepwell;

/// <summary>Thin doors to the platform's own ids, hashing, encryption and dates.</summary>
/// <param name="time">The clock.</param>
/// <param name="protection">The source of keys for <see cref="Protect"/>; null where the app has none.</param>
public sealed class StepUtils(TimeProvider time, IDataProtectionProvider? protection = null)
{
    /// <summary>A new id that sorts by time: a UUID of version 7 (RFC 9562) as 32 hex characters.</summary>
    public string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>A new unguessable text.</summary>
    /// <param name="bytes">Random bytes, 16 or more.</param>
    /// <returns>Base64url without padding.</returns>
    public string NewSecret(int bytes = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 16);
        return Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
    }

    /// <summary>SHA-256 of a text's UTF-8 bytes.</summary>
    /// <returns>64 lower-case hex characters.</returns>
    public string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>True if <paramref name="signature"/> is the HMAC-SHA-256 of the payload, compared in constant time.</summary>
    /// <param name="payload">The signed bytes, e.g. a webhook's raw body.</param>
    /// <param name="key">The shared secret.</param>
    /// <param name="signature">Hex, upper or lower case, with or without a leading <c>sha256=</c>.</param>
    public bool VerifySignature(ReadOnlySpan<byte> payload, string key, string? signature)
    {
        if (signature is null) return false;
        var hex = signature.AsSpan();
        if (hex.StartsWith("sha256=", StringComparison.OrdinalIgnoreCase)) hex = hex[7..];
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (hex.Length != given.Length * 2 || Convert.FromHexString(hex, given, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), payload), given);
    }

    /// <summary>Encrypts and signs a text by ASP.NET Core's data protection.</summary>
    /// <param name="purpose">What it is for; <see cref="Unprotect"/> needs the same.</param>
    /// <param name="text">The text.</param>
    public string Protect(string purpose, string text) => Protector(purpose).Protect(text);

    /// <summary>Undoes <see cref="Protect"/>.</summary>
    /// <exception cref="CryptographicException">The text was changed, is of another purpose, or its key is gone.</exception>
    public string Unprotect(string purpose, string text) => Protector(purpose).Unprotect(text);

    /// <summary>The first moment of today in a time zone.</summary>
    /// <param name="timeZone">An IANA or Windows name.</param>
    public DateTimeOffset StartOfDay(string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var midnight = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date;
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private IDataProtector Protector(string purpose) =>
        (protection ?? throw new StepException("SW1010", "step.Utils.Protect needs data protection, which this host has not. Call builder.Services.AddDataProtection() in Configure of the app."))
        .CreateProtector("Stepwell.StepUtils", purpose);
}
