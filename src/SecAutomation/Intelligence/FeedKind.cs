namespace SecAutomation;

/// <summary>The feeds that CVE intelligence is made of.</summary>
public enum FeedKind
{
    /// <summary>CISA's catalogue of known exploited vulnerabilities. It is complete: what it does not list is not known to be exploited.</summary>
    Kev = 0,

    /// <summary>FIRST's Exploit Prediction Scoring System, the daily list of all scores. It is complete.</summary>
    Epss = 1,

    /// <summary>NIST's National Vulnerability Database, CVE API 2.0. It grows page by page.</summary>
    Nvd = 2,

    /// <summary>CVE records of format 5, with the SSVC decision points that CISA adds. They come one by one.</summary>
    CveRecord = 3,
}
