using System.Globalization;
using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Selection;

/// <summary>By what one record of a host can be told to be the same machine as another.</summary>
/// <remarks>Other aliases are for searching alone: a virtual host's name stands on every machine behind it.</remarks>
internal sealed record HostKeys
{
    private const int NetBiosLength = 15;

    public string? Agent { get; init; }

    /// <summary>Where <see cref="Agent"/> counts: two agents of one product are two installations, those of two products may share a host.</summary>
    public string AgentScope { get; init; } = "";

    public string? Uuid { get; init; }

    public string[] Fqdn { get; init; } = [];

    public string[] Short { get; init; } = [];

    public string? NetBiosDomain { get; init; }

    /// <summary>The addresses of a host that is known by nothing else.</summary>
    public string[] OnlyAddress { get; init; } = [];

    public static HostKeys Of(ScannedHost host)
    {
        HostIdentity identity = host.Identity;
        HostName fqdn = HostName.Parse(identity.Fqdn);
        HostName computer = HostName.Parse(identity.ComputerName);
        HostName netBios = HostName.Parse(identity.NetBiosName);
        string primary = fqdn.IsName ? fqdn.ShortKey : computer.ShortKey;

        var full = new List<string>(1);
        var shorts = new List<string>(2);
        string? windows = netBios.NetBiosDomain ?? computer.NetBiosDomain;
        AddOnce(full, fqdn.Fqdn);
        AddOnce(full, computer.Fqdn);
        AddOnce(shorts, fqdn.ShortKey);
        AddOnce(shorts, computer.ShortKey);
        foreach (string alias in identity.Alias)
        {
            HostName name = HostName.Parse(alias);
            if (!name.IsName)
                continue;

            if (primary.Length == 0)
                primary = name.ShortKey;
            if (name.ShortKey != primary)
                continue;
            windows ??= name.NetBiosDomain;
            AddOnce(shorts, name.ShortKey);
            if (!fqdn.IsName)
                AddOnce(full, name.Fqdn);
        }

        if (netBios.IsName && !IsCut(netBios.ShortKey, shorts))
            AddOnce(shorts, netBios.ShortKey);
        if (shorts.Count == 0 && computer.Status == HostNameStatus.Invalid && computer.Short.Length > 0)
        {
            // "Anna's tablet" is no DNS name, yet it is what its owner calls it.
            shorts.Add("=" + computer.Short.ToLowerInvariant());
        }

        string connector = host.Read.Connector;
        string? agent = AgentKey.Read(identity.AgentId);
        if (agent is null && !string.IsNullOrWhiteSpace(identity.AgentId))
        {
            // Products number their hosts from one: 42 of one is not 42 of another.
            agent = $"{identity.AgentId.Trim().ToLowerInvariant()}\n{connector}\n{(connector.Length == 0 ? host.Read.Source : "")}";
        }

        string? uuid = UuidKey.ReadBios(identity.BiosUuid)?.ToString("x32", CultureInfo.InvariantCulture);
        return new HostKeys
        {
            Agent = agent,
            AgentScope = connector,
            Uuid = uuid,
            Fqdn = [.. full],
            Short = [.. shorts],
            NetBiosDomain = windows,
            OnlyAddress = agent is null && uuid is null && shorts.Count == 0 ? Addresses(identity) : [],
        };
    }

    /// <summary>Whether the name is a longer one cut to the 15 characters of NetBIOS: several machines share it.</summary>
    private static bool IsCut(string netBios, List<string> names) =>
        netBios.Length == NetBiosLength
        && names.Exists(name => name.Length > NetBiosLength && name.StartsWith(netBios, StringComparison.Ordinal));

    private static string[] Addresses(HostIdentity identity) =>
    [
        .. identity.Alias.Append(identity.ComputerName).Concat(identity.IPAddress ?? [])
            .Select(AddressText.CanonicalIPAddress)
            .Where(AddressText.NamesOneMachine)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    private static void AddOnce(List<string> list, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !list.Contains(value, StringComparer.Ordinal))
            list.Add(value);
    }
}
