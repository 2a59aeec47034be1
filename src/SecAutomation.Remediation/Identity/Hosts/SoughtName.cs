namespace SecAutomation.Remediation.Identity;

/// <summary>One name of a host that is looked for, as keys.</summary>
internal sealed record SoughtName(string Short, string? Domain, string? Fqdn, string? WindowsDomain)
{
    /// <summary>NetBIOS cuts names to this length.</summary>
    public const int NetBiosLength = 15;

    public static SoughtName Of(in HostName name) => new(name.ShortKey, name.Domain, name.Fqdn, name.NetBiosDomain);

    /// <summary>Whether one of the names is the other, longer one cut by NetBIOS.</summary>
    public static bool IsCut(string cut, string whole) =>
        cut.Length == NetBiosLength && whole.Length > NetBiosLength && whole.StartsWith(cut, StringComparison.Ordinal);

    /// <summary>Whether two short names can be of one machine: equal, or one the other cut.</summary>
    public static bool IsSame(string one, string other) => one == other || IsCut(one, other) || IsCut(other, one);

    public override string ToString() => Fqdn ?? (WindowsDomain is null ? Short : $@"{WindowsDomain}\{Short}");
}
