using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>Gathers the names that a source gives a host, chooses one, and keeps the others as aliases.</summary>
/// <remarks>
/// Of a scanner: the fully qualified name, the NetBIOS name, the host name, a qualified name that is short after all, the scan's target.
/// Of an inventory: the host name, the fully qualified name, the NetBIOS name, the display name. What is an IP address goes to the
/// addresses; a word that means "no name" goes nowhere. A text that is no name is used where nothing else is there, so that no host is lost.
/// </remarks>
internal sealed class HostNaming(StreamManifest stream)
{
    /// <summary>The most that a NetBIOS name keeps of a longer name.</summary>
    private const int NetBiosLength = 15;

    private readonly List<(int Rank, string Field, HostName Name)> _names = [];
    private ChosenName? _chosen;

    /// <summary>Adds a name that the content itself does not tell.</summary>
    public HostNaming Add(string given)
    {
        _chosen = null;
        _names.Add((0, "hostName", HostName.Parse(given)));
        return this;
    }

    /// <summary>Adds the names of the current record.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="part">The part of the stream that the record is of; the whole where it is null.</param>
    /// <returns>These names.</returns>
    public HostNaming Add(FieldReader fields, StreamManifest? part = null)
    {
        foreach (string field in FieldVocabulary.Naming(stream.Gives))
        {
            if (field == "ipAddress" || !(part ?? stream).Fields.TryGetValue(field, out StreamField? mapped))
                continue;
            foreach (string raw in fields.Values(mapped))
            {
                if (_names.Exists(known => known.Field == field && known.Name.Raw == raw))
                    continue;
                HostName name = HostName.Parse(raw);
                int rank = stream.Gives == StreamOutput.Findings ? ScannerRank(field, name) : InventoryRank(field);
                _names.Add((rank, field, name));
                _chosen = null;
            }
        }

        return this;
    }

    /// <summary>Adds the names that another document gives.</summary>
    public void Take(HostNaming other)
    {
        foreach ((int Rank, string Field, HostName Name) entry in other._names)
        {
            if (!_names.Exists(known => known.Field == entry.Field && known.Name.Raw == entry.Name.Raw))
                _names.Add(entry);
        }

        _chosen = null;
    }

    /// <summary>Chooses among the names so far.</summary>
    public ChosenName Choose() => _chosen ??= Chosen();

    private ChosenName Chosen()
    {
        List<HostName> ranked = [.. _names.OrderBy(entry => entry.Rank).Select(entry => entry.Name)];
        HostName chosen = Choose(ranked);
        string netBios = _names.Find(entry => entry.Field == "netBiosName" && entry.Name.IsName).Name.Short;
        return new ChosenName(
            chosen.Short,
            chosen.IsName ? ranked.Find(name => name.Fqdn is not null && name.ShortKey == chosen.ShortKey).Fqdn : null,
            netBios.Length is > 0 and <= NetBiosLength ? netBios : null,
            ranked.Find(name => name.NetBiosDomain is not null).NetBiosDomain,
            [
                .. ranked
                    .Where(name => name.IsName || name == chosen || (name.Status == HostNameStatus.Invalid && IsLastResort(name)))
                    .Select(name => name.Raw.Trim())
                    .Where(raw => raw.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            [.. ranked.Select(name => name.IPAddress).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>A short name and its DNS domain, in two fields, are a full name; a workgroup has no dot.</summary>
    public static string? Qualify(string computerName, string? domain) =>
        computerName.Length > 0 && domain is not null && domain.Trim('.').Contains('.')
            ? HostName.Parse($"{computerName}.{domain.Trim('.')}").Fqdn
            : null;

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
        if (chosen.ShortKey.Length != NetBiosLength)
            return chosen;

        // Cut off at 15 characters: the whole name is better.
        HostName whole = ranked.Find(name =>
            name.IsName && name.ShortKey.Length > NetBiosLength && name.ShortKey.StartsWith(chosen.ShortKey, StringComparison.Ordinal));
        return whole.IsName ? whole : chosen;
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
