namespace SecAutomation.Remediation.Selection;

/// <summary>Which of the findings of one host count.</summary>
internal sealed class FindingSelection
{
    private readonly CriticalRule _rule;
    private readonly HashSet<string> _cves;

    public FindingSelection(CriticalRule rule)
    {
        _rule = rule;
        _cves = new HashSet<string>(rule.CveId.Select(cve => cve.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    public bool Wants(Finding finding)
    {
        if (!_rule.Wants(FactsOf(finding)))
            return false;
        return _cves.Count == 0 || finding.CveId.Any(_cves.Contains);
    }

    private static FindingFacts FactsOf(Finding finding)
    {
        double? v2 = null, v30 = null, v31 = null, v4 = null;
        foreach (CvssScore cvss in finding.Cvss)
            Assign(cvss.Version, cvss.BaseScore);
        Assign(finding.CvssVersion, finding.CvssScore);
        return new FindingFacts(
            v2, v31 ?? v30, v4, finding.VendorSeverity, finding.State, finding.LastSeen, finding.CveId.Length > 0);

        void Assign(string? version, double? score)
        {
            switch (version)
            {
                case "4.0":
                    v4 ??= score;
                    break;
                case "3.0":
                    v30 ??= score;
                    break;
                case "2.0":
                    v2 ??= score;
                    break;
                default:
                    // A score that does not name its version is most likely of the version that most scanners carry.
                    v31 ??= score;
                    break;
            }
        }
    }
}
