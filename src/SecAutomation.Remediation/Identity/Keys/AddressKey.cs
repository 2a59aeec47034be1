using System.Net;
using System.Net.Sockets;

namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>IP addresses as numbers; an IPv4 address is the one that is mapped into IPv6.</summary>
internal static class AddressKey
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>Reads an address that one machine can have.</summary>
    /// <returns>False for other texts, and for loopback, link-local, multicast and unspecified addresses.</returns>
    public static bool TryRead(string? text, out UInt128 key)
    {
        key = default;
        if (string.IsNullOrEmpty(text))
            return false;
        if (TryReadPlain(text, out uint plain))
        {
            uint first = plain >> 24;
            key = MappedPrefix | plain;
            return first is > 0 and < 224 and not 127 && plain >> 16 != 0xA9FE;
        }

        string? canonical = AddressText.CanonicalIPAddress(text);
        return AddressText.NamesOneMachine(canonical) && TryParse(canonical!, out key);
    }

    /// <summary>Reads any address.</summary>
    public static bool TryParse(string text, out UInt128 key)
    {
        key = default;
        if (!IPAddress.TryParse(text, out IPAddress? address))
            return false;

        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
            address = address.MapToIPv6();
        address.TryWriteBytes(bytes, out _);
        key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    // Four octets without leading zeros, as nearly all addresses come.
    private static bool TryReadPlain(string text, out uint address)
    {
        address = 0;
        int octet = 0, digits = 0, dots = 0;
        foreach (char c in text)
        {
            if (c == '.')
            {
                if (digits == 0 || ++dots > 3)
                    return false;
                address = (address << 8) | (uint)octet;
                octet = digits = 0;
            }
            else if (char.IsAsciiDigit(c) && digits < 3 && !(digits == 1 && octet == 0))
            {
                octet = (octet * 10) + (c - '0');
                digits++;
                if (octet > 255)
                    return false;
            }
            else
            {
                return false;
            }
        }

        address = (address << 8) | (uint)octet;
        return dots == 3 && digits > 0;
    }
}
