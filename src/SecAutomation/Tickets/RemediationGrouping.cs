namespace SecAutomation;

/// <summary>What belongs into one ticket.</summary>
public enum RemediationGrouping
{
    /// <summary>One ticket per host, its CVEs grouped by fix inside. The default.</summary>
    Host = 0,

    /// <summary>One ticket per CVE, its hosts inside.</summary>
    Cve = 1,

    /// <summary>One ticket per fix, its hosts inside.</summary>
    Fix = 2,

    /// <summary>One ticket per owner of the hosts.</summary>
    Owner = 3,

    /// <summary>One ticket for everything.</summary>
    All = 4,
}
