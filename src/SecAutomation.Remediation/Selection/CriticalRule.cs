namespace SecAutomation.Remediation.Selection;

/// <summary>Which findings count, and on which hosts.</summary>
public sealed record CriticalRule
{
    /// <summary>The lowest base score that counts, 0.0 to 10.0. A label counts from the band of this score on.</summary>
    public double MinimumCvss { get; init; } = 9.0;

    /// <summary>What is compared with <see cref="MinimumCvss"/>.</summary>
    public SeverityBasis Basis { get; init; } = SeverityBasis.NewestCvss;

    /// <summary>The CVEs wanted, whatever their score; empty where severity decides.</summary>
    public string[] CveId { get; init; } = [];

    /// <summary>Findings last seen before this are left out. One whose date is not known stays: not dated is not old.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether findings without a CVE count as well.</summary>
    public bool IncludeNoCve { get; init; }

    /// <summary>Whether fixed and accepted findings count as well.</summary>
    public bool IncludeFixed { get; init; }

    /// <summary>Whether hosts on which nothing counts are told too, and of each host what was seen on it, so that fixed can be told from not looked at.</summary>
    public bool IncludeClean { get; init; }

    /// <summary>Wildcards; a host counts where one of its names or addresses fits one of them. Empty: every host.</summary>
    public string[] ComputerName { get; init; } = [];

    /// <summary>What can be told before a finding is built. It lets through all that <see cref="CriticalHosts"/> may keep.</summary>
    public FindingFilter CreateFilter()
    {
        CriticalRule rule = this;
        return (in FindingFacts facts) => rule.IncludeClean || rule.Wants(facts);
    }

    /// <summary>Whether a finding counts, apart from its CVEs being among <see cref="CveId"/>.</summary>
    internal bool Wants(in FindingFacts facts)
    {
        if (!IncludeFixed && facts.State is FindingState.Fixed or FindingState.Accepted)
            return false;
        if (Since is DateTimeOffset since && facts.LastSeen < since)
            return false;

        return CveId.Length > 0 ? facts.HasCve : (facts.HasCve || IncludeNoCve) && IsSevere(facts);
    }

    private bool IsSevere(in FindingFacts facts) => Basis switch
    {
        SeverityBasis.HighestCvss => Reaches(Highest(facts), facts.VendorSeverity),
        SeverityBasis.CvssV2 => facts.CvssV2 >= MinimumCvss,
        SeverityBasis.CvssV3 => facts.CvssV3 >= MinimumCvss,
        SeverityBasis.CvssV4 => facts.CvssV4 >= MinimumCvss,
        SeverityBasis.Vendor => Reaches(null, facts.VendorSeverity),
        _ => Reaches(facts.CvssV4 ?? facts.CvssV3 ?? facts.CvssV2, facts.VendorSeverity),
    };

    private bool Reaches(double? score, Severity label) =>
        score is double known ? known >= MinimumCvss : MinimumCvss <= 0 || label >= CvssScore.SeverityOf(MinimumCvss);

    private static double? Highest(in FindingFacts facts)
    {
        double? highest = facts.CvssV4;
        if (highest is null || facts.CvssV3 > highest)
            highest = facts.CvssV3 ?? highest;
        if (highest is null || facts.CvssV2 > highest)
            highest = facts.CvssV2 ?? highest;
        return highest;
    }
}
