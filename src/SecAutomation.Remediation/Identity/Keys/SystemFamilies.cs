namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>Reads the family from the name of an operating system.</summary>
internal static class SystemFamilies
{
    // A fleet has few systems and names each a thousand times.
    private const int MostKnown = 4096;

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, SystemFamily> s_known = new(StringComparer.Ordinal);

    private static readonly (string Word, SystemFamily Family)[] s_words =
    [
        ("windows", SystemFamily.Windows), ("linux", SystemFamily.Linux), ("ubuntu", SystemFamily.Linux), ("debian", SystemFamily.Linux),
        ("red hat", SystemFamily.Linux), ("rhel", SystemFamily.Linux), ("centos", SystemFamily.Linux), ("rocky", SystemFamily.Linux),
        ("alma", SystemFamily.Linux), ("fedora", SystemFamily.Linux), ("suse", SystemFamily.Linux), ("amazon", SystemFamily.Linux),
        ("macos", SystemFamily.Apple), ("mac os", SystemFamily.Apple), ("darwin", SystemFamily.Apple), ("os x", SystemFamily.Apple),
        ("esxi", SystemFamily.Hypervisor), ("vmware esx", SystemFamily.Hypervisor),
        ("freebsd", SystemFamily.Unix), ("openbsd", SystemFamily.Unix), ("netbsd", SystemFamily.Unix), ("solaris", SystemFamily.Unix),
        ("sunos", SystemFamily.Unix), ("hp-ux", SystemFamily.Unix),
    ];

    /// <summary>The family; unknown where words of two families stand in the name.</summary>
    public static SystemFamily Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return SystemFamily.Unknown;
        if (s_known.TryGetValue(name, out SystemFamily known))
            return known;

        SystemFamily family = Read(name);
        if (s_known.Count < MostKnown)
            s_known.TryAdd(name, family);
        return family;
    }

    private static SystemFamily Read(string name)
    {
        SystemFamily found = SystemFamily.Unknown;
        foreach ((string word, SystemFamily family) in s_words)
        {
            if (!name.Contains(word, StringComparison.OrdinalIgnoreCase))
                continue;
            if (found != SystemFamily.Unknown && found != family)
                return SystemFamily.Unknown;
            found = family;
        }

        return found;
    }
}
