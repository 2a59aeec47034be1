using System.Text;

namespace SecAutomation.Fuzzing;

/// <summary>What readers stumble over.</summary>
internal static class HostileText
{
    private static readonly string[] s_values =
    [
        "", "null", "true", "{}", "[]", "[[]]", "[null]", "{\"a\":1}", "\"\"", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\", "\\\"", "0", "-0", "-1", "1e999", "1E-999",
        "NaN", "Infinity", "00", "0x10", "9.95", "10.01", "10.0", "99999999999999999999", "2147483648", "-9223372036854775809", "65536", "1.7976931348623157e308",
        "CVE-2024-1234", "CVE-2024-12345678901234567890", "cve-0000-0000", "CVE-", "CVE-2024-1234CVE-2024-1235", "CVSS:3.1/AV:N/AC:L", "CVSS:9/", "CVSS2#", "AV:",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "2024-02-30", "1970-01-01", "1700000000", "253402300800", "-62135596801", "Thu Jan  1 00:00:00 1970",
        "127.0.0.1", "999.1.1.1", "::", "fe80::1%eth0", "::ffff:1.2.3.4", "1.2.3.4/33", "00:00:00:00:00:00", "ff-ff-ff-ff-ff-ff", "0123.4567.89ab",
        "localhost", "..", "a..b", "xn--", "WORKGROUP\\PC$", "DOM\\", "host.corp.example.", "-", "N/A", "none", "unknown", " ", "\t", "\r", "\n", "\r\n", "\v", "\u0085", "\u2028",
        "<a>", "</a>", "<a/>", "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&amp;", "&#0;", "&#xD800;", "&#x10FFFF;", "&#99999999999;", "&", "<", ">",
        "xmlns=\"x\"", "xmlns:a=\"\"", "a:b", "xml:space=\"preserve\"", "'", "\"", "\"\"\"", ",", ";", "|", "sep=;\n", "{", "}", "[", "]", ":", "//", "/*",
        "- ", "? ", "&x", "*x", "!!binary", "!<x>", "|\n", ">-\n", "---\n", "...\n", "#", "%YAML 9\n", "@", "`", "~", "<<: *x", "\"\\x", "'''",
        "=cmd|' /C calc'!A0", "\u202Ea", "e\u0301", "İ", "ß", "\U0001F600", "\uFFFD", "\uFFFE", "\0", "\u0001", "\u001B[31m", "../../etc/passwd", "@name", "a[@b='c']", "^.a", "[-1]", "[99999999999]",
    ];

    private static readonly byte[][] s_bytes =
    [
        [0xFF], [0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F], [0x80], [0], [0x1F, 0x8B, 8], [0x1A],
    ];

    public static string Value(Random random)
    {
        string value = s_values[random.Next(s_values.Length)];
        return random.Next(25) switch
        {
            0 => string.Concat(Enumerable.Repeat(value.Length is > 0 and < 20 ? value : "x", 1 + random.Next(2000))),
            1 => string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{\"a\":", 1 + random.Next(300))),
            2 => string.Concat(Enumerable.Repeat("<a>", 1 + random.Next(300))),
            _ => value,
        };
    }

    public static byte[] Bytes(Random random) => random.Next(3) == 0
        ? s_bytes[random.Next(s_bytes.Length)]
        : Encoding.UTF8.GetBytes(Value(random));
}
