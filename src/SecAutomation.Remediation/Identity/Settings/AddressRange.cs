using System.Globalization;
using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>A range of IP addresses, for example one whose addresses are dealt out by DHCP.</summary>
public sealed record AddressRange
{
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly string _text;

    private AddressRange(string text, UInt128 first, UInt128 last)
    {
        _text = text;
        _first = first;
        _last = last;
    }

    /// <summary>Reads a range.</summary>
    /// <param name="text">An address with a prefix length (<c>10.9.0.0/16</c>), two addresses with a hyphen, or one address.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FailureException">ValueInvalid: the text is none of these.</exception>
    public static AddressRange Parse(string text)
    {
        string bare = text.Trim();
        int slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && AddressText.CanonicalIPAddress(bare[..slash]) is string network
            && int.TryParse(bare.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && AddressKey.TryParse(network, out UInt128 address))
        {
            int bits = network.Contains(':', StringComparison.Ordinal) ? length : length + 96;
            if (bits <= 128 && (bits >= 96 || network.Contains(':', StringComparison.Ordinal)))
            {
                UInt128 mask = bits == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - bits);
                return new AddressRange(bare, address & mask, (address & mask) | ~mask);
            }
        }

        string[] ends = bare.Split('-', StringSplitOptions.TrimEntries);
        if (slash < 0 && ends.Length <= 2
            && AddressText.CanonicalIPAddress(ends[0]) is string first && AddressText.CanonicalIPAddress(ends[^1]) is string last
            && AddressKey.TryParse(first, out UInt128 low) && AddressKey.TryParse(last, out UInt128 high) && low <= high)
        {
            return new AddressRange(bare, low, high);
        }

        throw new FailureException(
            FailureId.ValueInvalid, $"\"{text}\" is no range of IP addresses.", "Write it as 10.9.0.0/16 or as 10.9.0.10-10.9.0.99.");
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    internal bool Contains(UInt128 address) => address >= _first && address <= _last;
}
