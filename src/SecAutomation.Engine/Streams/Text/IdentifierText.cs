using System.Buffers;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Serial numbers and UUIDs, without the placeholders that manufacturers leave in thousands of machines.</summary>
internal static class IdentifierText
{
    private static readonly HashSet<string> s_placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "none", "n/a", "na", "unknown", "default string", "to be filled by o.e.m.", "system serial number", "not specified",
        "not available", "123456789", "0123456789", "invalid", "empty", "xxxxxxx", "chassis serial number",
        "03000200-0400-0500-0006-000700080009",
    };

    private static readonly SearchValues<char> s_mantissa = SearchValues.Create("0123456789.,");

    /// <summary>A serial number; null where it is a placeholder or what a spreadsheet made of one.</summary>
    public static string? Serial(string? text)
    {
        if (text is null)
            return null;

        // ="00123" is how a spreadsheet is kept from eating zeros; 6.37702E+15 is what it makes of digits otherwise.
        string serial = text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"') && text.Length > 3 ? text[2..^1] : text;
        // Firmware pads with zeros.
        serial = serial.Trim().Trim('\0').Trim();
        return IsPlaceholder(serial) || IsSpreadsheetNumber(serial) ? null : serial;
    }

    /// <summary>A UUID in lower case; null where it is a placeholder.</summary>
    public static string? Uuid(string? text)
    {
        if (text is null)
            return null;
        string uuid = text.Trim().Trim('{', '}').ToLowerInvariant();
        return IsPlaceholder(uuid) ? null : uuid;
    }

    private static bool IsPlaceholder(string text)
    {
        if (text.Length == 0 || s_placeholders.Contains(text))
            return true;
        char? only = null;
        foreach (char c in text)
        {
            if (c == '-')
                continue;
            only ??= c;
            if (c != only)
                return false;
        }

        return true;
    }

    private static bool IsSpreadsheetNumber(string text)
    {
        int e = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return e > 0
            && text.AsSpan(0, e).IndexOfAnyExcept(s_mantissa) < 0
            && text.AsSpan(e + 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
