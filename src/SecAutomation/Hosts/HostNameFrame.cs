using System.Buffers;

namespace SecAutomation;

/// <summary>What sources write around a host's name.</summary>
internal static class HostNameFrame
{
    private static readonly SearchValues<char> s_quotes = SearchValues.Create("\"'`\u201C\u201E\u2018\u201A");
    private static readonly SearchValues<char> s_scheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

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
        text = StripEnd(StripQuotes(text));
        if (text.IndexOfAny(@"\/@[:") < 0)
            return text;

        int length = text.Length;
        text = StripBackslash(text, out netBiosDomain);
        text = StripScheme(text);
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

    private static ReadOnlySpan<char> StripQuotes(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !s_quotes.Contains(text[0]))
            return text;
        bool isPair = text[^1] == text[0] || (text[0], text[^1]) is ('\u201C' or '\u201E', '\u201D' or '\u201C') or ('\u2018' or '\u201A', '\u2019' or '\u2018');
        return isPair ? text[1..^1].Trim() : text;
    }

    /// <summary>An address of a page or a directory: the machine stands between the scheme and the path.</summary>
    private static ReadOnlySpan<char> StripScheme(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf("://");
        if (colon <= 0 || text[..colon].IndexOfAnyExcept(s_scheme) >= 0)
            return text;
        text = text[(colon + 3)..];
        int end = text.IndexOfAny('/', '?', '#');
        return end < 0 ? text : text[..end];
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
