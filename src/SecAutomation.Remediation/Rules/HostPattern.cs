using SecAutomation.Remediation.Identity;
using SecAutomation.Remediation.Identity.Keys;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Rules;

/// <summary>Names hosts in a rule: a name with wildcards, an address, or a range of addresses.</summary>
internal sealed class HostPattern
{
    private readonly AddressRange? _range;
    private readonly NamePattern? _name;

    public HostPattern(string pattern)
    {
        if (IsRange(pattern))
            _range = AddressRange.Parse(pattern);
        else
            _name = new NamePattern(pattern);
    }

    /// <summary>Whether a text is meant as addresses.</summary>
    public static bool IsRange(string pattern) => AddressText.CanonicalIPAddress(pattern.Split('/', '-')[0].Trim()) is not null;

    /// <summary>Everything that the host may be asked by.</summary>
    public static IEnumerable<string> Names(TicketHost host) =>
        new[] { host.ComputerName, host.Fqdn, host.CanonicalName }.OfType<string>().Concat(host.Alias).Concat(host.IPAddress ?? []);

    public bool Fits(TicketHost host) => _range is null
        ? Names(host).Any(name => _name!.Fits(name, HostName.Parse(name)))
        : Names(host).Any(name => AddressKey.TryParse(name, out UInt128 address) && _range.Contains(address));
}
