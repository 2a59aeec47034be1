namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>Families of operating systems, as far as a name tells.</summary>
internal enum SystemFamily
{
    /// <summary>The name does not tell, or tells several.</summary>
    Unknown,

    Windows,

    Linux,

    Apple,

    Hypervisor,

    Unix,
}
