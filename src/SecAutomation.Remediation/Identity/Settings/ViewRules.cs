namespace SecAutomation.Remediation.Identity;

/// <summary>The settings as they hold for one inventory.</summary>
internal sealed record ViewRules(TimeSpan StaleAfter, TimeSpan TwinGap, bool MatchAddress, TimeSpan AddressAge, AddressRange[] DhcpRange)
{
    /// <summary>Whether an inventory that saw it then is silent for too long; an unknown time is not old.</summary>
    public bool IsStale(DateTimeOffset? lastSeen, DateTimeOffset asOf) => lastSeen is DateTimeOffset seen && asOf - seen > StaleAfter;

    public bool IsLeased(UInt128 address)
    {
        foreach (AddressRange range in DhcpRange)
        {
            if (range.Contains(address))
                return true;
        }

        return false;
    }
}
