using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>A host that is looked for: everything that a source said of it, as keys.</summary>
internal sealed class SoughtHost
{
    // Few hosts are rejected, and of those few are asked why.
    private string? _rejected;

    // Most hosts tell none, and there are many hosts.
    private Told? _identifiers;

    private SoughtHost(DateTimeOffset asOf) => AsOf = asOf;

    /// <summary>Its names, the primary one first, without those that another says already.</summary>
    public SoughtName[] Name { get; private init; } = [];

    /// <summary>What the machine calls itself (NetBIOS), where that is another name than the primary one.</summary>
    public SoughtName? Own { get; private init; }

    /// <summary>The first text that stood where a name is expected and is none.</summary>
    public HostName Rejected => HostName.Parse(_rejected);

    /// <summary>By what a decision on this host is kept; null where it has no name.</summary>
    public string? ReviewKey { get; private init; }

    public bool HasIdentifiers => _identifiers is not null;

    public Identifiers Identifiers => _identifiers?.Value ?? default;

    public CloudKey? Cloud => _identifiers?.Value.Cloud;

    public string? Account => _identifiers?.Value.Account;

    public string? Agent { get; private init; }

    /// <summary>The BIOS UUID, whatever the byte order.</summary>
    public UInt128? Uuid => _identifiers?.Value.Uuid;

    /// <summary>The BIOS UUID in the byte order of the scan.</summary>
    public UInt128 UuidAsWritten => _identifiers?.UuidAsWritten ?? default;

    public string? Serial => _identifiers?.Value.Serial;

    public string? Maker => _identifiers?.Value.Maker;

    public ulong[] Mac { get; private init; } = [];

    public UInt128[] Address { get; private init; } = [];

    public string? Network { get; private init; }

    public SystemFamily Family { get; private init; }

    /// <summary>The time by which ages are told: that of the scan where it is known.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The domain that the machine lives in as far as its primary name says.</summary>
    public string? Domain => Name.Length == 0 ? null : Name[0].Domain;

    public bool HasName => Name.Length > 0;

    /// <summary>A host that is known by a text alone.</summary>
    public static SoughtHost OfText(string? text, DateTimeOffset asOf)
    {
        HostName name = HostName.Parse(text);
        return new SoughtHost(asOf)
        {
            Name = name.IsName ? [SoughtName.Of(name)] : [],
            _rejected = name.IsName ? null : text,
            ReviewKey = ReviewedMatches.Key(name),
            Address = AddressKey.TryRead(name.IPAddress, out UInt128 address) ? [address] : [],
        };
    }

    /// <summary>A host of step 1.</summary>
    public static SoughtHost Of(CriticalCveHost host, DateTimeOffset asOf)
    {
        var names = new List<SoughtName>(2);
        HostName computer = HostName.Parse(host.ComputerName);
        HostName fqdn = HostName.Parse(host.Fqdn);
        HostName netBios = HostName.Parse(host.NetBiosName);
        HostName rejected = default;
        Add(names, fqdn, ref rejected);
        Add(names, computer, ref rejected);
        Add(names, netBios, ref rejected);
        foreach (string alias in host.Alias)
        {
            if (alias != host.ComputerName && alias != host.Fqdn && alias != host.NetBiosName)
                Add(names, HostName.Parse(alias), ref rejected);
        }

        if (names.Count > 1)
        {
            names.RemoveAll(name => name.Fqdn is null
                && names.Exists(other => other != name && SoughtName.IsCut(name.Short, other.Short)));
        }

        SoughtName? own = netBios.IsName && names.Count > 1 && !SoughtName.IsSame(netBios.ShortKey, names[0].Short)
            ? names.Find(name => SoughtName.IsSame(name.Short, netBios.ShortKey))
            : null;
        bool hasUuid = UuidKey.TryReadBios(host.BiosUuid, out UInt128 uuid, out UInt128 asWritten)
            || UuidKey.TryReadSerial(host.SerialNumber, out uuid, out asWritten);
        DateTimeOffset? scanned = host.Read.ScannedAt ?? host.LastSeen;
        return new SoughtHost(scanned is DateTimeOffset at && at < asOf ? at : asOf)
        {
            Name = [.. names],
            Own = own,
            _rejected = names.Count == 0 ? rejected.Raw : null,
            ReviewKey = ReviewedMatches.Key(fqdn.IsName ? fqdn : computer),
            _identifiers = TellsIdentifiers(host)
                ? new Told(new Identifiers(
                    CloudKey.Read(host.CloudId), CloudKey.Account(host.CloudAccount), hasUuid ? uuid : null,
                    SerialKey.Read(host.SerialNumber), SerialKey.Maker(host.Manufacturer)), asWritten)
                : null,
            Agent = AgentKey.Read(host.AgentId),
            Mac = Macs(host.MacAddress),
            Address = Addresses(host, computer),
            Network = string.IsNullOrWhiteSpace(host.Network) ? null : host.Network.Trim(),
            Family = SystemFamilies.Of(host.OperatingSystem),
        };
    }

    private static bool TellsIdentifiers(CriticalCveHost host) =>
        host.CloudId is not null || host.BiosUuid is not null || host.SerialNumber is not null;

    private static void Add(List<SoughtName> names, in HostName name, ref HostName rejected)
    {
        if (!name.IsName)
        {
            if (rejected.Raw.Length == 0)
                rejected = name;
            return;
        }

        for (int i = 0; i < names.Count; i++)
        {
            SoughtName known = names[i];
            if (known.Short != name.ShortKey || (known.Domain != name.Domain && known.Domain is not null && name.Domain is not null))
                continue;

            // The same name, said more fully by one of the two.
            names[i] = new SoughtName(
                known.Short, known.Domain ?? name.Domain, known.Fqdn ?? name.Fqdn, known.WindowsDomain ?? name.NetBiosDomain);
            return;
        }

        names.Add(SoughtName.Of(name));
    }

    private static ulong[] Macs(string[] texts)
    {
        if (texts.Length == 0)
            return [];
        var keys = new List<ulong>(texts.Length);
        foreach (string text in texts)
        {
            if (MacKey.TryRead(text, out ulong key) && !keys.Contains(key))
                keys.Add(key);
        }

        return [.. keys];
    }

    private static UInt128[] Addresses(CriticalCveHost host, in HostName computer)
    {
        if (host.IPAddress.Length == 0 && computer.IPAddress is null)
            return [];
        var keys = new List<UInt128>(host.IPAddress.Length + 1);
        foreach (string? text in host.IPAddress.Append(computer.IPAddress))
        {
            if (AddressKey.TryRead(text, out UInt128 key) && !keys.Contains(key))
                keys.Add(key);
        }

        return [.. keys];
    }

    private sealed record Told(Identifiers Value, UInt128 UuidAsWritten);
}
