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
        bool? exploited = facts?.Kev is not null ? true : feeds.Any(feed => feed.Kind == FeedKind.Kev) ? false : null;
        var detail = new CveDetail
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
            Feed = [.. feeds],
        };
        return detail with { Conflict = [.. Conflicts(detail)] };
    }

    private static IEnumerable<string> Conflicts(CveDetail detail)
    {
        if (detail is { KnownExploited: true, SsvcExploitation: "none" or "poc" })
            yield return $"KEV lists {detail.CveId} as exploited, and SSVC Exploitation is '{detail.SsvcExploitation}'. KEV counts.";

        if (detail is { KnownExploited: false, SsvcExploitation: "active" })
            yield return $"SSVC Exploitation of {detail.CveId} is 'active', and KEV does not list it.";

        if (detail is { IsRejected: true, KnownExploited: true })
            yield return $"The record of {detail.CveId} was rejected, and KEV lists it. KEV counts.";
    }
}
