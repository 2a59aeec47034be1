namespace SecAutomation.Remediation.Identity;

/// <summary>Reads the names of assets as keys.</summary>
internal sealed class AssetNames
{
    private readonly Dictionary<string, (string? Dns, string? Windows)> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private readonly List<AssetName> _names = [];
    private readonly List<HostName> _parsed = [];

    /// <summary>The names of one asset, each once; valid until the next call.</summary>
    /// <remarks>A short name that also stands there in full adds nothing and is left out.</remarks>
    public List<AssetName> Of(Asset asset, int number)
    {
        _names.Clear();
        _parsed.Clear();
        Parse(asset.Fqdn);
        if (_parsed.Count == 0 || !IsFirstLabel(asset.ComputerName, asset.Fqdn!))
            Parse(asset.ComputerName);
        foreach (string alias in asset.Alias)
        {
            if (alias != asset.ComputerName && alias != asset.Fqdn)
                Parse(alias);
        }

        foreach (HostName name in _parsed)
        {
            if (name.Domain is string domain)
                AddOnce(new AssetName(number, name.ShortKey, Pool(domain), name.NetBiosDomain is string own ? Pool(own) : null));
        }

        (string? dns, string? windows) = DomainOf(asset.Domain);
        foreach (HostName name in _parsed)
        {
            if (name.Domain is null && !IsKnown(name.ShortKey, name.NetBiosDomain))
                AddOnce(new AssetName(number, name.ShortKey, dns, name.NetBiosDomain is string own ? Pool(own) : windows));
        }

        return _names;
    }

    /// <summary>Whether the names are of several machines. A name cut by NetBIOS is the same name.</summary>
    public static bool AreOfSeveral(List<AssetName> names)
    {
        for (int i = 1; i < names.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!SoughtName.IsSame(names[i].Short, names[j].Short))
                    return true;
            }
        }

        return false;
    }

    // Most inventories give the full name and its first label, and the latter tells nothing new.
    private static bool IsFirstLabel(string text, string fqdn) =>
        text.Length > 0 && fqdn.Length > text.Length && fqdn[text.Length] == '.' && fqdn.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        && !text.Contains('.', StringComparison.Ordinal);

    private void Parse(string? text)
    {
        HostName name = HostName.Parse(text);
        if (name.IsName)
            _parsed.Add(name);
    }

    private bool IsKnown(string key, string? windows)
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if (_names[i].Short != key)
                continue;
            if (windows is not null && _names[i].WindowsDomain is null)
                _names[i] = _names[i] with { WindowsDomain = Pool(windows) };
            return true;
        }

        return false;
    }

    private void AddOnce(in AssetName name)
    {
        foreach (AssetName known in _names)
        {
            if (known.Short == name.Short && known.Domain == name.Domain)
                return;
        }

        _names.Add(name);
    }

    /// <summary>A domain column holds a DNS domain, a Windows domain or a workgroup, and does not say which.</summary>
    private (string? Dns, string? Windows) DomainOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default;
        if (_domains.TryGetValue(text, out (string? Dns, string? Windows) known))
            return known;

        string bare = text.Trim().Trim('.');
        string? dns = bare.Contains('.', StringComparison.Ordinal) ? HostName.Parse("host." + bare).Domain : null;
        string? windows = dns is null ? HostName.Parse(bare + @"\host").NetBiosDomain : null;
        (string?, string?) domain = (dns is null ? null : Pool(dns), windows is null ? null : Pool(windows));
        _domains.Add(text, domain);
        return domain;
    }

    private string Pool(string text)
    {
        if (_pool.TryGetValue(text, out string? pooled))
            return pooled;
        _pool.Add(text, text);
        return text;
    }
}
