using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace SecAutomation;

/// <summary>IP and MAC addresses as text, in one spelling each, so that they can be compared as text.</summary>
public static class AddressText
{
    private const int MacDigits = 12;

    private static readonly SearchValues<char> s_ipv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>The canonical text of an IP address: dotted decimal, or RFC 5952 for IPv6.</summary>
    /// <param name="text">
    /// An address as sources write it. Brackets, a zone (<c>%eth0</c>), a prefix (<c>/24</c>) and blanks around it are
    /// left out; an IPv4 address inside an IPv6 one becomes the IPv4 address.
    /// </param>
    /// <returns>
    /// Null where it is no address. An octet with a leading zero is none, because readers disagree on its base, and
    /// neither is a bare number.
    /// </returns>
    public static string? CanonicalIPAddress(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > 2 && text[0] == '[' && text[^1] == ']')
            text = text[1..^1];

        int slash = text.IndexOf('/');
        if (slash >= 0)
        {
            if (!IsPrefixLength(text[(slash + 1)..]))
                return null;
            text = text[..slash];
        }

        if (!text.Contains(':'))
            return IsIPv4(text) ? text.ToString() : null;

        int zone = text.IndexOf('%');
        if (zone >= 0)
            text = text[..zone];

        if (text.IndexOfAnyExcept(s_ipv6Characters) >= 0 || !IPAddress.TryParse(text, out IPAddress? address))
            return null;

        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.ToString();
    }

    /// <inheritdoc cref="CanonicalIPAddress(ReadOnlySpan{char})"/>
    public static string? CanonicalIPAddress(string? text)
    {
        string? canonical = CanonicalIPAddress(text.AsSpan());
        return canonical is not null && canonical.Length == text!.Length && canonical == text ? text : canonical;
    }

    /// <summary>Whether an address can belong to one machine: not loopback, link-local, multicast, broadcast or unspecified.</summary>
    /// <param name="canonical">An address from <see cref="CanonicalIPAddress(string?)"/>.</param>
    /// <returns>False for such an address, and for what is no address.</returns>
    public static bool NamesOneMachine(string? canonical)
    {
        if (canonical is null || !IPAddress.TryParse(canonical, out IPAddress? address))
            return false;

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return bytes[0] is > 0 and < 224 and not 127 && !(bytes[0] == 169 && bytes[1] == 254);
        }

        return !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !IPAddress.IsLoopback(address)
            && !address.Equals(IPAddress.IPv6Any);
    }

    /// <summary>The canonical text of a MAC address: 12 lower-case hex digits.</summary>
    /// <param name="text">An address as sources write it, with <c>:</c>, <c>-</c>, <c>.</c>, blanks or nothing between its digits.</param>
    /// <returns>Null where it is no address, is all zeros or all ones, or is a multicast address.</returns>
    public static string? CanonicalMacAddress(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<char> digits = stackalloc char[MacDigits];
        int count = 0;
        foreach (char c in text)
        {
            if (c is ':' or '-' or '.' or ' ')
                continue;
            if (!char.IsAsciiHexDigit(c) || count == MacDigits)
                return null;
            digits[count++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        if (count != MacDigits || digits.IndexOfAnyExcept('0') < 0 || digits.IndexOfAnyExcept('f') < 0)
            return null;

        // The lowest bit of the first octet marks a group address.
        bool isMulticast = (HexValue(digits[1]) & 1) != 0;
        return isMulticast ? null : digits.ToString();
    }

    /// <inheritdoc cref="CanonicalMacAddress(ReadOnlySpan{char})"/>
    public static string? CanonicalMacAddress(string? text) => CanonicalMacAddress(text.AsSpan());

    /// <summary>Whether a MAC address was given by a manufacturer, and not made up by a virtual machine, a tunnel or a privacy feature.</summary>
    /// <param name="canonical">An address from <see cref="CanonicalMacAddress(string?)"/>.</param>
    /// <returns>False where the bit "locally administered" is set.</returns>
    public static bool IsGloballyAdministered(string canonical) =>
        canonical.Length == MacDigits && (HexValue(canonical[1]) & 2) == 0;

    /// <summary>Whether the text is four decimal octets without leading zeros.</summary>
    internal static bool IsIPv4(ReadOnlySpan<char> text)
    {
        if (text.Length is < 7 or > 15)
            return false;

        for (int octet = 0; octet < 4; octet++)
        {
            int end = octet == 3 ? text.Length : text.IndexOf('.');
            if (end < 0 || !IsOctet(text[..end]))
                return false;
            text = octet == 3 ? default : text[(end + 1)..];
        }

        return true;
    }

    /// <summary>Whether the text is a number from 0 to 255 without leading zeros.</summary>
    internal static bool IsOctet(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0'))
            return false;

        int value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }

        return value <= 255;
    }

    private static bool IsPrefixLength(ReadOnlySpan<char> text) =>
        text.Length is 1 or 2 or 3 && IsOctet(text) && (text.Length < 3 || text[0] == '1');

    private static int HexValue(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
