namespace SecAutomation.Remediation.Identity;

/// <summary>What matching is allowed to conclude.</summary>
public sealed record MatchRules
{
    /// <summary>The rules as they stand unless somebody says otherwise.</summary>
    public static MatchRules Default { get; } = new();

    /// <summary>How long an inventory may be silent on an asset before what it says is called stale; 30 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(30);
}
