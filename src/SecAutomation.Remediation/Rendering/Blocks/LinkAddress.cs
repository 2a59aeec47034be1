using System.Text;

namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>Addresses that a text may lead to.</summary>
internal static class LinkAddress
{
    private const int Longest = 2000;

    // Each ends an address or begins markup in one dialect or another; percent-encoded they lead to the same place.
    private const string Risky = "[]()|{}'*!~^`\\<>\"";

    /// <summary>The address in a form that no dialect mistakes; null for whatever is not http or https.</summary>
    public static string? Of(string? address)
    {
        if (address is null || address.Length > Longest || !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.HostNameType is UriHostNameType.IPv6 or UriHostNameType.Unknown
            || uri.UserInfo.Length > 0
            || HostOf(uri) is not { } host)
        {
            return null;
        }

        string port = uri.IsDefaultPort ? "" : $":{uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        StringBuilder text = new($"{uri.Scheme}://{host}{port}");
        foreach (Rune rune in $"{uri.AbsolutePath}{uri.Query}{uri.Fragment}".EnumerateRunes())
        {
            text.Append(rune.IsAscii && !Risky.Contains((char)rune.Value, StringComparison.Ordinal) ? rune.ToString() : Escape(rune));
        }

        return text.ToString();
    }

    // A host may be taken for an address and be no name all the same.
    private static string? HostOf(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static string Escape(Rune rune) =>
        rune.IsAscii ? Uri.HexEscape((char)rune.Value) : Uri.EscapeDataString(rune.ToString());
}
