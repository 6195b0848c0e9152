using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Stepwell.Tables;

/// <summary>
/// Any text as a table key: letters, digits and <c>- $ . : = _ ~</c> only, in the text's own ordinal order, the beginning of a text being the
/// beginning of its key. What would be too long is cut and ends in <c>!</c> and a hash; <c>!</c> is in no other key.
/// </summary>
/// <remarks>
/// Each character is itself or an escape of fixed length. The escape signs stand in ASCII where the characters they escape stand: so
/// the order of keys is the order of texts, whether a service compares UTF-16, UTF-8 or bytes.
/// </remarks>
internal static class KeyText
{
    /// <summary>Ends a range: no key goes on with this after a whole character.</summary>
    internal const string End = "~~";

    /// <summary>The longest key of a text.</summary>
    internal const int MaxLength = 384;

    /// <summary>Stands before a hash, and between the parts of keys that have several.</summary>
    internal const char Mark = '!';

    private const int HashLength = 64;
    private const int Cut = MaxLength - HashLength - 1;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Plain = SearchValues.Create("-:" + Digits);

    /// <summary>The key of a text.</summary>
    internal static string Encode(string text)
    {
        if (text.Length <= MaxLength && !text.AsSpan().ContainsAnyExcept(Plain)) return text;
        var key = new StringBuilder(text.Length * 2);
        var whole = Append(key, text);
        if (key.Length <= MaxLength) return key.ToString();
        key.Length = whole;
        return key.Append(Mark).Append(Hash(text)).ToString();
    }

    /// <summary>What the keys of all texts with this beginning begin with; perhaps those of others too.</summary>
    internal static string Prefix(string beginning)
    {
        var key = new StringBuilder(beginning.Length * 2);
        var whole = Append(key, beginning);
        if (key.Length > Cut) key.Length = whole;
        return key.ToString();
    }

    /// <summary>An id as part of a key: itself, or its hash where it is long.</summary>
    internal static string Short(string id)
    {
        var key = Encode(id);
        return key.Length <= HashLength ? key : Hash(id);
    }

    /// <summary>True for keys from which the text cannot be read back.</summary>
    internal static bool IsCut(string key) => key.Contains(Mark);

    /// <summary>The text of a key that is not cut.</summary>
    internal static string Decode(ReadOnlySpan<char> key)
    {
        if (!key.ContainsAny("$.=_~")) return key.ToString();
        var text = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            switch (key[i])
            {
                case '$': text.Append((char)Digit(key[++i])); break;
                case '.': text.Append((char)('.' + Digit(key[++i]))); break;
                case '=': text.Append((char)(';' + Digit(key[++i]))); break;
                case '_': text.Append((char)('[' + Digit(key[++i]))); break;
                case '~':
                    text.Append((char)('{' + (((Digit(key[i + 1]) * 62) + Digit(key[i + 2])) * 62) + Digit(key[i + 3])));
                    i += 3;
                    break;
                default: text.Append(key[i]); break;
            }
        }
        return text.ToString();
    }

    /// <returns>The length of the key up to which whole characters fit beside a hash.</returns>
    private static int Append(StringBuilder key, string text)
    {
        var whole = 0;
        foreach (var c in text)
        {
            if (Plain.Contains(c)) key.Append(c);
            else if (c < '-') key.Append('$').Append(Digits[c]);
            else if (c is '.' or '/') key.Append('.').Append(Digits[c - '.']);
            else if (c < 'A') key.Append('=').Append(Digits[c - ';']);
            else if (c < 'a') key.Append('_').Append(Digits[c - '[']);
            else
            {
                var n = c - '{';
                key.Append('~').Append(Digits[n / (62 * 62)]).Append(Digits[n / 62 % 62]).Append(Digits[n % 62]);
            }
            if (key.Length <= Cut) whole = key.Length;
        }
        return whole;
    }

    private static int Digit(char c) => c <= '9' ? c - '0' : c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan())));
}
