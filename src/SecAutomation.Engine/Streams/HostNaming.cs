using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Streams;

/// <summary>Chooses a host's name among all that a source gives, and keeps the others as aliases.</summary>
/// <remarks>
/// Of a scanner: the fully qualified name, the NetBIOS name, the host name, a qualified name that is short after all, the scan's target.
/// Of an inventory: the host name, the fully qualified name, the NetBIOS name, the display name. What is an IP address goes to the
/// addresses; a word that means "no name" goes nowhere. A text that is no name is used where nothing else is there, so that no host is lost.
/// </remarks>
internal sealed class HostNaming
{
    /// <summary>The most that a NetBIOS name keeps of a longer name.</summary>
    private const int NetBiosLength = 15;

    private readonly List<(int Rank, string Field, HostName Name)> _names = [];

    /// <summary>Reads the names of the current record.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="stream">The stream.</param>
    public HostNaming(FieldReader fields, StreamManifest stream)
    {
        bool isScanner = stream.Gives == StreamOutput.Findings;
        foreach (string field in FieldVocabulary.Naming(stream.Gives))
        {
            if (field == "ipAddress" || !stream.Fields.TryGetValue(field, out StreamField? mapped))
                continue;
            foreach (string raw in fields.Values(mapped))
            {
                HostName name = HostName.Parse(raw);
                _names.Add((isScanner ? ScannerRank(field, name) : InventoryRank(field), field, name));
            }
        }

        List<HostName> ranked = [.. _names.OrderBy(entry => entry.Rank).Select(entry => entry.Name)];
        IPAddress = [.. ranked.Select(name => name.IPAddress).OfType<string>().Distinct(StringComparer.Ordinal)];
        NetBiosName = _names.Find(entry => entry.Field == "netBiosName" && entry.Name.IsName).Name.Short is { Length: > 0 and <= NetBiosLength } netBios
            ? netBios
            : null;
        WindowsDomain = ranked.Find(name => name.NetBiosDomain is not null).NetBiosDomain;
        HostName chosen = Choose(ranked);
        Alias =
        [
            .. ranked
                .Where(name => name.IsName || name == chosen || (name.Status == HostNameStatus.Invalid && IsLastResort(name)))
                .Select(name => name.Raw.Trim())
                .Where(raw => raw.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        ComputerName = chosen.Short;
        Fqdn = chosen.IsName
            ? ranked.Find(name => name.Fqdn is not null && name.ShortKey == chosen.ShortKey).Fqdn
            : null;
    }

    /// <summary>The first label of the chosen name; empty where there is no name.</summary>
    public string ComputerName { get; }

    /// <summary>The fully qualified form of the chosen name; null where no name is one.</summary>
    public string? Fqdn { get; }

    /// <summary>The NetBIOS name; null where the source gave none.</summary>
    public string? NetBiosName { get; }

    /// <summary>The Windows domain that stood before a name; null where none did.</summary>
    public string? WindowsDomain { get; }

    /// <summary>Every name, as spelled.</summary>
    public string[] Alias { get; }

    /// <summary>Addresses that stood where names are expected.</summary>
    public string[] IPAddress { get; }

    private static int ScannerRank(string field, HostName name) => field switch
    {
        "fqdn" => name.Domain is not null ? 0 : 3,
        "netBiosName" => 1,
        "hostName" => 2,
        _ => 4,
    };

    private static int InventoryRank(string field) => field switch
    {
        "hostName" => 0,
        "fqdn" => 1,
        "netBiosName" => 2,
        _ => 3,
    };

    private static HostName Choose(List<HostName> ranked)
    {
        HostName chosen = ranked.Find(name => name.IsName);
        if (!chosen.IsName)
            return ranked.Find(IsLastResort);
        if (chosen.ShortKey.Length < NetBiosLength)
            return chosen;

        // Cut off at 15 characters: the whole name is better.
        HostName whole = ranked.Find(name =>
            name.IsName && name.ShortKey.Length > NetBiosLength && name.ShortKey.StartsWith(chosen.ShortKey, StringComparison.Ordinal));
        return chosen.ShortKey.Length == NetBiosLength && whole.IsName ? whole : chosen;
    }

    /// <summary>No name, and still better than losing the host: "Max's iPad", localhost, a name made from an address.</summary>
    private static bool IsLastResort(HostName name) => name.Status switch
    {
        HostNameStatus.Invalid => name.Short.Any(char.IsLetterOrDigit),
        HostNameStatus.Placeholder => name.Short.Any(char.IsAsciiDigit) && name.Short.Any(char.IsLetter)
            || name.Short.StartsWith("localhost", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
