using System.Buffers;

namespace SecAutomation;

/// <summary>Names that many machines carry, or that stand for an address and not for a machine.</summary>
internal static class GenericName
{
    private static readonly string[] s_placeholders =
    [
        "-", "--", "?", "0", "n/a", "none", "null", "nil", "undefined", "unknown", "not available", "not specified",
        "not set", "no registered hostname", "(none)", "(null)", "(unknown)", "<none>", "<null>", "<unknown>",
    ];

    // What providers write before the address when they generate a name from it.
    private static readonly string[] s_reversePrefixes =
    [
        "ip", "ec2", "dhcp", "host", "static", "dynamic", "dyn", "pool", "cpe", "ppp", "dsl", "adsl", "client", "rev",
    ];

    private static readonly string[] s_fakeDomains =
    [
        "localdomain", "local", "lan", "home", "workgroup", "unknown",
    ];

    // What routers and shared connections of homes make up, and the name that is set aside for them.
    private static readonly string[] s_homeDomains = ["fritz.box", "home.arpa", "mshome.net", "speedport.ip", "localnet"];

    private static readonly SearchValues<char> s_placeholderStarts = SearchValues.Create("-?0nNuU(<");
    private static readonly SearchValues<char> s_digitsAndHyphen = SearchValues.Create("0123456789-");

    /// <summary>Whether the whole text is a word that stands for "no name".</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> text) =>
        s_placeholderStarts.Contains(text[0]) && IsOneOf(text, s_placeholders);

    /// <summary>Why a name whose characters are those of a name still means no single machine; null where it does.</summary>
    /// <param name="name">ASCII, with or without a domain.</param>
    /// <param name="firstLabelLength">The length of its first label.</param>
    public static string? Objection(ReadOnlySpan<char> name, int firstLabelLength)
    {
        ReadOnlySpan<char> label = name[..firstLabelLength];
        if (label.StartsWith("localhost", StringComparison.OrdinalIgnoreCase))
            return "every machine calls itself localhost";
        if (IsPlaceholder(label))
            return "it stands for a name that is not known";
        if (name.EndsWith(".in-addr.arpa", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".ip6.arpa", StringComparison.OrdinalIgnoreCase)
            || StartsWithFourOctets(name, '.')
            || IsMadeFromAddress(label))
        {
            return "it was made from an IP address and goes with the address, not with a machine";
        }

        return name.Length == 17 && AddressText.CanonicalMacAddress(name) is not null ? "it is a MAC address" : null;
    }

    /// <summary>Whether a domain is what machines carry when nobody gave them one.</summary>
    public static bool IsFakeDomain(ReadOnlySpan<char> domain)
    {
        if (IsOneOf(domain, s_homeDomains))
            return true;

        // "home.lan" is as fake as its parts; "corp.local" is not.
        while (true)
        {
            int dot = domain.IndexOf('.');
            ReadOnlySpan<char> label = dot < 0 ? domain : domain[..dot];
            if (!IsOneOf(label, s_fakeDomains))
                return false;
            if (dot < 0)
                return true;
            domain = domain[(dot + 1)..];
        }
    }

    /// <summary>Whether the text is one of the words, ignoring case.</summary>
    public static bool IsOneOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsMadeFromAddress(ReadOnlySpan<char> label)
    {
        if (!char.IsAsciiDigit(label[^1]) || !label.Contains('-'))
            return false;

        if (char.IsAsciiDigit(label[0]))
            return StartsWithFourOctets(label, '-');

        int dash = label.IndexOf('-');
        if (!IsOneOf(label[..dash], s_reversePrefixes))
            return false;

        ReadOnlySpan<char> rest = label[(dash + 1)..];
        // "dhcp-12-34" carries half an address; "dhcp-01" may well be the server's own name.
        return StartsWithFourOctets(rest, '-')
            || (label.StartsWith("dhcp-", StringComparison.OrdinalIgnoreCase)
                && rest.Contains('-') && rest.IndexOfAnyExcept(s_digitsAndHyphen) < 0);
    }

    private static bool StartsWithFourOctets(ReadOnlySpan<char> text, char separator)
    {
        for (int octet = 0; octet < 4; octet++)
        {
            int end = text.IndexOf(separator);
            if (!AddressText.IsOctet(end < 0 ? text : text[..end]))
                return false;
            if (end < 0)
                return octet == 3;
            text = text[(end + 1)..];
        }

        return true;
    }
}
