namespace SecAutomation.Remediation.Intelligence;

/// <summary>What the feeds say of a CVE, put together.</summary>
public static class CveDetails
{
    /// <summary>Puts it together.</summary>
    /// <param name="cveId">The CVE.</param>
    /// <param name="facts">What the feeds say; null where none tells of it.</param>
    /// <param name="feeds">The feeds that were asked.</param>
    /// <returns>The detail. What no feed could say is null, and never false.</returns>
    public static CveDetail Describe(string cveId, CveFacts? facts, IReadOnlyList<IntelligenceFeed> feeds)
    {
        // The catalogue is complete: silence of a catalogue that was read is a no, of one that was not is nothing.
        bool? exploited = facts?.Kev is not null ? true : IsRead(feeds, FeedKind.Kev) ? false : null;
        return new CveDetail
        {
            CveId = cveId,
            KnownExploited = exploited,
            KevAdded = facts?.Kev?.Added,
            KevDueDate = facts?.Kev?.Due,
            KevRansomware = facts?.Kev?.Ransomware,
            KevName = facts?.Kev?.Name,
            KevDescription = facts?.Kev?.Description,
            KevRequiredAction = facts?.Kev?.RequiredAction,
            EpssScore = facts?.Epss?.Score,
            EpssPercentile = facts?.Epss?.Percentile,
            Cvss = facts?.Cvss ?? [],
            SsvcExploitation = facts?.Ssvc?.Exploitation,
            SsvcAutomatable = facts?.Ssvc?.Automatable,
            SsvcTechnicalImpact = facts?.Ssvc?.TechnicalImpact,
            SsvcAsOf = facts?.Ssvc?.AsOf,
            Published = facts?.Published,
            Modified = facts?.Modified,
            IsRejected = facts?.IsRejected ?? false,
            Feed = feeds as IntelligenceFeed[] ?? [.. feeds],
            Conflict = facts is null ? [] : Conflicts(cveId, exploited, facts),
        };
    }

    private static bool IsRead(IReadOnlyList<IntelligenceFeed> feeds, FeedKind kind)
    {
        for (int i = 0; i < feeds.Count; i++)
        {
            if (feeds[i].Kind == kind)
                return true;
        }

        return false;
    }

    private static string[] Conflicts(string cveId, bool? exploited, CveFacts facts)
    {
        string? exploitation = facts.Ssvc?.Exploitation;
        string? denied = exploited == true && exploitation is "none" or "poc"
            ? $"KEV lists {cveId} as exploited, and SSVC Exploitation is '{exploitation}'. KEV counts."
            : exploited == false && exploitation == "active"
                ? $"SSVC Exploitation of {cveId} is 'active', and KEV does not list it."
                : null;
        string? rejected = facts.IsRejected && exploited == true ? $"The record of {cveId} was rejected, and KEV lists it. KEV counts." : null;
        return (denied, rejected) switch
        {
            (null, null) => [],
            (null, _) => [rejected],
            (_, null) => [denied],
            _ => [denied, rejected],
        };
    }
}
