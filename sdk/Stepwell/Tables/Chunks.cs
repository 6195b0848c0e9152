using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Stepwell.Tables;

/// <summary>Bytes of any length up to a row's as properties: in chunks of what one property holds, large ones compressed.</summary>
/// <remarks>
/// Binary, for a string counts twice its characters. Compressed, because a request has them in base64: rows under 1 MiB whose request is
/// over it are refused by the emulator, and cost more everywhere.
/// </remarks>
internal static class Chunks
{
    private const string Length = "Length";
    private const int Quality = 1;
    private const int Window = 22;

    /// <summary>Puts bytes into a row.</summary>
    /// <param name="row">The row's properties.</param>
    /// <param name="name">The name of the first chunk; the others have numbers behind it.</param>
    /// <param name="bytes">The bytes.</param>
    internal static void Put(IDictionary<string, object> row, string name, byte[] bytes)
    {
        if (bytes.Length <= TableLimits.PropertyBytes)
        {
            row[name] = bytes;
            return;
        }
        var packed = new byte[bytes.Length];
        if (BrotliEncoder.TryCompress(bytes, packed, out var written, Quality, Window))
        {
            row[name + Length] = bytes.Length;
            Split(row, name, packed.AsSpan(0, written));
        }
        else Split(row, name, bytes);
    }

    /// <summary>Puts text of which the beginning is what matters.</summary>
    internal static void PutText(IDictionary<string, object> row, string name, string text, int most)
    {
        if (text.Length > most) text = string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, most)}… ({text.Length - most} more characters)");
        Put(row, name, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Takes bytes out of a row; null where it has none.</summary>
    internal static byte[]? Get(IDictionary<string, object> row, string name)
    {
        if (!row.TryGetValue(name, out var first)) return null;
        var bytes = (byte[])first;
        if (row.ContainsKey(Name(name, 1))) bytes = Join(row, name);
        if (!row.TryGetValue(name + Length, out var length)) return bytes;
        var unpacked = new byte[(int)length];
        return BrotliDecoder.TryDecompress(bytes, unpacked, out var written) && written == unpacked.Length
            ? unpacked
            : throw new InvalidDataException($"The property '{name}' of a row cannot be unpacked.");
    }

    internal static string? GetText(IDictionary<string, object> row, string name) => Get(row, name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static void Split(IDictionary<string, object> row, string name, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; !bytes.IsEmpty; i++)
        {
            var size = Math.Min(bytes.Length, TableLimits.PropertyBytes);
            row[Name(name, i)] = bytes[..size].ToArray();
            bytes = bytes[size..];
        }
    }

    private static byte[] Join(IDictionary<string, object> row, string name)
    {
        using var joined = new MemoryStream();
        for (var i = 0; row.TryGetValue(Name(name, i), out var chunk); i++) joined.Write((byte[])chunk);
        return joined.ToArray();
    }

    private static string Name(string name, int number) => number == 0 ? name : name + number.ToString(CultureInfo.InvariantCulture);
}
