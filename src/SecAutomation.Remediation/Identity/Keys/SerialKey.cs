using System.Buffers;

namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>Serial numbers and makers as keys.</summary>
internal static class SerialKey
{
    /// <summary>Shorter ones are anybody's.</summary>
    public const int Shortest = 5;

    private const int Longest = 256;

    private static readonly SearchValues<char> s_punctuation = SearchValues.Create(" -_:.,/\\{}()\t\r\n\0");

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.,");

    private static readonly HashSet<string> s_placeholders = new(StringComparer.Ordinal)
    {
        "NULL", "UNKNOWN", "DEFAULTSTRING", "TOBEFILLEDBYOEM", "SYSTEMSERIALNUMBER", "CHASSISSERIALNUMBER", "SERIALNUMBER",
        "NOTSPECIFIED", "NOTAVAILABLE", "NOTAPPLICABLE", "NOTPROVIDED", "SERIAL", "INVALID", "VIRTUAL", "EMPTY", "OEMSTRING",
        "DEFAULT", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "0123456789ABCDEF",
        "EVALUATIONBOARD", "CONTAINER", "ENCRYPTED", "UNDEFINED", "INSYDE", "PRODUCTSERIAL", "NOSERIALNUMBER",
        // The tag that every virtual machine of one hypervisor carries as its chassis.
        "77837084326590858269328677",
    };

    /// <summary>A serial number without blanks and punctuation, upper-case; null where it is a placeholder, damaged or too short.</summary>
    public static string? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length is < Shortest or > Longest)
            return null;

        Span<char> kept = stackalloc char[text.Length];
        int count = 0;
        bool changed = false;
        bool differs = false;
        foreach (char c in text)
        {
            if (s_punctuation.Contains(c))
            {
                changed = true;
                continue;
            }

            char upper = char.ToUpperInvariant(c);
            changed |= upper != c;
            kept[count++] = upper;
            differs |= upper != kept[0];
        }

        if (count < Shortest || !differs || IsSpreadsheetNumber(text))
            return null;

        string key = changed ? kept[..count].ToString() : text;
        return s_placeholders.Contains(key) ? null : key;
    }

    /// <summary>The first word of a maker's name: Dell Inc. is DELL.</summary>
    public static string? Maker(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = trimmed.IndexOfAny(" ,.-");
        string word = (end < 0 ? trimmed : trimmed[..end]).ToString().ToUpperInvariant();
        return word switch
        {
            "" => null,
            "HEWLETT" or "HPE" => "HP",
            "INTERNATIONAL" => "IBM",
            _ => word,
        };
    }

    // 6.37702E+15 stands for every number that a spreadsheet rounded to it.
    private static bool IsSpreadsheetNumber(string text)
    {
        int exponent = text.IndexOfAny(['E', 'e']);
        return exponent > 0 && exponent + 2 < text.Length && text[exponent + 1] is '+' or '-'
            && text.AsSpan(0, exponent).IndexOfAnyExcept(s_number) < 0
            && text.AsSpan(exponent + 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
