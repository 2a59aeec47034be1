namespace SecAutomation;

/// <summary>What sources write around a host's name.</summary>
internal static class HostNameFrame
{
    private static readonly string[] s_services =
    [
        "host", "cifs", "http", "https", "ldap", "ldaps", "gc", "dns", "ftp", "nfs", "termsrv", "wsman", "rpcss", "smtp",
        "mssqlsvc", "restrictedkrbhost", "rpc", "imap", "pop", "ssh", "vnc",
    ];

    /// <summary>The name alone.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="netBiosDomain">The domain before a backslash; empty where there is none.</param>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, out ReadOnlySpan<char> netBiosDomain)
    {
        netBiosDomain = default;
        text = StripEnd(text);
        if (text.IndexOfAny(@"\/@[:") < 0)
            return text;

        int length = text.Length;
        text = StripBackslash(text, out netBiosDomain);
        text = StripService(text);
        text = StripUser(text);
        text = StripPort(text);
        return text.Length == length ? text : StripEnd(text);
    }

    /// <summary>The name without trailing dots and without the <c>$</c> of a machine's account.</summary>
    private static ReadOnlySpan<char> StripEnd(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && (text[^1] is '.' or '$' || char.IsWhiteSpace(text[^1])))
            text = text[..^1];
        return text.TrimStart();
    }

    private static ReadOnlySpan<char> StripBackslash(ReadOnlySpan<char> text, out ReadOnlySpan<char> netBiosDomain)
    {
        netBiosDomain = default;
        if (text.StartsWith(@"\\"))
        {
            // A share: the machine comes first.
            text = text.TrimStart('\\');
            int share = text.IndexOf('\\');
            return share < 0 ? text : text[..share];
        }

        int backslash = text.LastIndexOf('\\');
        if (backslash < 0)
            return text;
        netBiosDomain = text[..backslash].Trim();
        return text[(backslash + 1)..];
    }

    private static ReadOnlySpan<char> StripService(ReadOnlySpan<char> text)
    {
        int slash = text.IndexOf('/');
        if (slash <= 0 || !GenericName.IsOneOf(text[..slash], s_services))
            return text;

        text = text[(slash + 1)..];
        int end = text.IndexOfAny('/', '@');
        return end < 0 ? text : text[..end];
    }

    private static ReadOnlySpan<char> StripUser(ReadOnlySpan<char> text)
    {
        int at = text.LastIndexOf('@');
        if (at < 0)
            return text;

        // "WEB01$@CORP.EXAMPLE" is the machine account with its realm, and the realm is no machine.
        ReadOnlySpan<char> user = text[..at];
        return user.EndsWith("$") ? user : text[(at + 1)..];
    }

    private static ReadOnlySpan<char> StripPort(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] == '[')
        {
            int close = text.IndexOf(']');
            return close > 0 && IsPortOrNothing(text[(close + 1)..]) ? text[1..close] : text;
        }

        int colon = text.IndexOf(':');
        return colon > 0 && colon == text.LastIndexOf(':') && IsPortOrNothing(text[colon..]) ? text[..colon] : text;
    }

    private static bool IsPortOrNothing(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && text.Length is > 1 and <= 6 && text[1..].IndexOfAnyExceptInRange('0', '9') < 0);
}
