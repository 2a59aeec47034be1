namespace SecAutomation.Remediation.Identity;

/// <summary>What differs for one inventory. What is null is as in <see cref="MatchRules"/>.</summary>
public sealed record SourceRules
{
    /// <summary>Whether R8 compares IP addresses.</summary>
    public bool? MatchAddress { get; init; }

    /// <summary>How far the scan and the sight of the inventory may lie apart for R8.</summary>
    public TimeSpan? AddressAge { get; init; }

    /// <summary>Ranges whose addresses are dealt out anew, besides those of <see cref="MatchRules.DhcpRange"/>.</summary>
    public IReadOnlyList<AddressRange> DhcpRange { get; init; } = [];

    /// <summary>How long the inventory may be silent on an asset before what it says is called stale.</summary>
    public TimeSpan? StaleAfter { get; init; }
}
