using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Understands CVSS base scores and vectors as products write them.</summary>
internal static class CvssText
{
    private const double HighestScore = 10.0;

    /// <summary>Reads a base score.</summary>
    /// <param name="text">The score in UTF-8.</param>
    /// <param name="score">The score; null where the text says that there is none.</param>
    /// <returns>False where it is no score.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryScore(ReadOnlySpan<byte> text, out double? score)
    {
        text = text.Trim(" \t\r\n"u8);
        score = null;

        // "9.3 (AV:N/AC:M/Au:N/C:C/I:C/A:C)": the score, and its vector behind it.
        if (text.IndexOf(" (AV:"u8) is > 0 and var end)
            text = text[..end];
        if (Utf8Parser.TryParse(text, out double value, out int consumed) && (consumed == text.Length || TryDecimalComma(text, consumed, ref value)))
        {
            // -1 is how some products say that there is none.
            if (value == -1)
                return true;
            if (value is < 0 or > HighestScore || double.IsNaN(value))
                return false;
            score = value;
            return true;
        }

        Span<char> chars = stackalloc char[16];
        return text.Length <= chars.Length
            && NoneWord.IsUnknown(chars[..Encoding.UTF8.GetChars(text, chars)]);
    }

    /// <summary>Spreadsheets of many countries write "9,8".</summary>
    private static bool TryDecimalComma(ReadOnlySpan<byte> text, int comma, ref double value)
    {
        if (comma is not (1 or 2) || text.Length != comma + 2 || text[comma] != ',' || text[^1] is < (byte)'0' or > (byte)'9')
            return false;
        value = ((value * 10) + (text[^1] - '0')) / 10;
        return true;
    }

    /// <summary>Reads a vector and gives it the prefix of its version.</summary>
    /// <param name="text">The vector: <c>CVSS:3.1/AV:N/…</c>, <c>CVSS2#AV:N/…</c>, <c>(AV:N/…)</c>, <c>9.3 (AV:N/…)</c> or bare.</param>
    /// <param name="bareVersion">The version of a vector without a prefix.</param>
    /// <param name="version">2.0, 3.0, 3.1 or 4.0.</param>
    /// <param name="vector">The vector; a 2.0 vector has no prefix.</param>
    /// <returns>False where it is no vector.</returns>
    public static bool TryVector(string text, string bareVersion, out string version, out string vector)
    {
        ReadOnlySpan<char> body = text.AsSpan().Trim();
        if (body.IndexOf(" (AV:") is > 0 and var start && body[^1] == ')')
            body = body[(start + 1)..];
        body = body.Trim("()").Trim();
        version = bareVersion;
        if (body.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase))
        {
            if (CvssPrefix.Take(ref body) is not { } named)
            {
                vector = "";
                return false;
            }

            version = named;
        }

        body = body.TrimEnd('/');
        vector = IsBody(body) ? (version == "2.0" ? body.ToString() : $"CVSS:{version}/{body}") : "";
        return vector.Length > 0;
    }

    /// <summary>Metrics of letters and digits, separated by slashes: nothing that could be markup.</summary>
    private static bool IsBody(ReadOnlySpan<char> body)
    {
        if (body.IndexOf(':') < 1)
            return false;
        foreach (char c in body)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not (':' or '/' or '.'))
                return false;
        }

        return true;
    }
}
