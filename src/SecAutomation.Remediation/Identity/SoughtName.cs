namespace SecAutomation.Remediation.Identity;

/// <summary>One name of a host that is looked for.</summary>
/// <param name="Short">The first label.</param>
/// <param name="Domain">The DNS domain of this name; null where it stands alone.</param>
/// <param name="Fqdn">The full name; null where it stands alone.</param>
/// <param name="WindowsDomain">The Windows domain; null where it is not known.</param>
/// <param name="HostDomain">The DNS domain of the host by another of its names; null where none says.</param>
internal readonly record struct SoughtName(
    string Short, string? Domain, string? Fqdn, string? WindowsDomain, string? HostDomain = null)
{
    public override string ToString() => Fqdn ?? Short;

    /// <summary>The names of a host, the primary one first, without those that another says already.</summary>
    /// <param name="raw">The names as spelled, in the order of their weight.</param>
    /// <param name="rejected">The first of them where none is a name.</param>
    public static List<SoughtName> Of(ReadOnlySpan<string?> raw, out HostName rejected)
    {
        rejected = default;
        var names = new List<SoughtName>(2);
        foreach (string? text in raw)
        {
            HostName name = HostName.Parse(text);
            if (!name.IsName)
            {
                if (rejected.Raw.Length == 0)
                    rejected = name;
                continue;
            }

            Add(names, new SoughtName(name.ShortKey, name.Domain, name.Fqdn, name.NetBiosDomain));
        }

        names.RemoveAll(name => name.Fqdn is null
            && names.Exists(other => other != name && AssetNames.IsCut(name.Short, other.Short)));
        if (names.Count > 1 && names.Find(name => name.Domain is not null).Domain is string domain)
        {
            for (int i = 0; i < names.Count; i++)
                names[i] = names[i] with { HostDomain = domain };
        }

        return names;
    }

    private static void Add(List<SoughtName> names, in SoughtName name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            SoughtName known = names[i];
            if (known.Short != name.Short || (known.Domain != name.Domain && known.Domain is not null && name.Domain is not null))
                continue;

            // The same name, said more fully by one of the two.
            names[i] = new SoughtName(
                known.Short, known.Domain ?? name.Domain, known.Fqdn ?? name.Fqdn, known.WindowsDomain ?? name.WindowsDomain);
            return;
        }

        names.Add(name);
    }
}
