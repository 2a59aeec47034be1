namespace SecAutomation.Remediation.Identity;

/// <summary>Reads the names of assets as keys.</summary>
internal sealed class AssetNames
{
    /// <summary>NetBIOS cuts names to this length.</summary>
    public const int NetBiosLength = 15;

    private readonly Dictionary<string, (string? Dns, string? Windows)> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private readonly List<(string Short, string? Domain, string? Windows)> _names = [];

    /// <summary>The names of one asset, each once; valid until the next call.</summary>
    /// <remarks>A short name that also stands there in full, or a full one cut to 15 characters, adds nothing and is left out.</remarks>
    public List<(string Short, string? Domain, string? Windows)> Of(Asset asset)
    {
        _names.Clear();
        AddFull(asset.Fqdn);
        AddFull(asset.ComputerName);
        foreach (string alias in asset.Alias)
            AddFull(alias);

        (string? dns, string? windows) = DomainOf(asset.Domain);
        AddShort(asset.ComputerName, dns, windows);
        AddShort(asset.Fqdn, dns, windows);
        foreach (string alias in asset.Alias)
            AddShort(alias, dns, windows);
        return _names;
    }

    /// <summary>Whether one of the names is the other, longer one cut by NetBIOS.</summary>
    public static bool IsCut(string cut, string whole) =>
        cut.Length == NetBiosLength && whole.Length > NetBiosLength && whole.StartsWith(cut, StringComparison.Ordinal);

    private void AddFull(string? text)
    {
        HostName name = HostName.Parse(text);
        if (name.Domain is string domain)
            AddOnce(name.ShortKey, Pool(domain), name.NetBiosDomain is string windows ? Pool(windows) : null);
    }

    private void AddShort(string? text, string? dns, string? windows)
    {
        HostName name = HostName.Parse(text);
        if (!name.IsName || name.Domain is not null)
            return;

        string key = name.ShortKey;
        for (int i = 0; i < _names.Count; i++)
        {
            (string known, string? domain, string? knownWindows) = _names[i];
            if (known == key && knownWindows is null && name.NetBiosDomain is string told)
                _names[i] = (known, domain, Pool(told));
            if (known == key || IsCut(key, known))
                return;
        }

        AddOnce(key, dns, name.NetBiosDomain is string own ? Pool(own) : windows);
    }

    private void AddOnce(string key, string? domain, string? windows)
    {
        foreach ((string known, string? knownDomain, _) in _names)
        {
            if (known == key && knownDomain == domain)
                return;
        }

        _names.Add((key, domain, windows));
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
