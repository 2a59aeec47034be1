namespace SecAutomation.Remediation.Identity;

/// <summary>Says which names are one, by renamed domains and by lists of aliases.</summary>
internal sealed class NameMap
{
    // More renamings than this are a circle.
    private const int MostSteps = 16;

    private readonly Dictionary<string, string> _suffix = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _name = new(StringComparer.Ordinal);

    public NameMap(IReadOnlyDictionary<string, string> suffix, IReadOnlyDictionary<string, string> name)
    {
        foreach ((string from, string to) in suffix)
            _suffix[Key(from)] = Key(to);
        foreach ((string from, string to) in name)
        {
            HostName alias = HostName.Parse(from);
            if (alias.IsName)
                _name[alias.Fqdn ?? alias.ShortKey] = to.Trim();
        }
    }

    public static NameMap Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));

    public bool IsEmpty => _suffix.Count == 0 && _name.Count == 0;

    public bool HasSuffixes => _suffix.Count > 0;

    /// <summary>The domain that a domain is now; the same one where no renaming is known.</summary>
    /// <remarks>Of the domains in a circle all become the first by name.</remarks>
    public string Domain(string domain)
    {
        string now = domain;
        for (int step = 0; step < MostSteps; step++)
        {
            if (Rename(now) is not string next)
                return now;
            now = next;
        }

        string first = now;
        for (int step = 0; step < MostSteps && Rename(now) is string next; step++)
        {
            now = next;
            if (string.CompareOrdinal(now, first) < 0)
                first = now;
        }

        return first;
    }

    /// <summary>The DNS domain of a Windows domain; null where none is known.</summary>
    public string? OfWindows(string windows) => _suffix.TryGetValue(windows, out string? domain) ? Domain(domain) : null;

    /// <summary>The name that stands behind an alias; null where it is none.</summary>
    public string? Behind(string name) => _name.GetValueOrDefault(name);

    private string? Rename(string domain)
    {
        for (int start = 0; start >= 0;)
        {
            if (_suffix.TryGetValue(domain[start..], out string? to))
                return domain[..start] + to;
            int dot = domain.IndexOf('.', start);
            start = dot < 0 ? -1 : dot + 1;
        }

        return null;
    }

    private static string Key(string suffix)
    {
        string bare = suffix.Trim().Trim('.');
        return HostName.Parse("host." + bare) is { Domain: string domain } ? domain : bare.ToLowerInvariant();
    }
}
