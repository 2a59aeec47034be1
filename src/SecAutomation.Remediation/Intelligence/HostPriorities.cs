using System.Globalization;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Intelligence;

/// <summary>Adds to hosts what the feeds and a decision table say of their CVEs, and narrows them by it.</summary>
/// <param name="describe">Tells what the feeds say of a CVE.</param>
/// <param name="deciding">The table; null where none is asked.</param>
/// <param name="knownExploited">Whether only findings with a CVE that is known to be exploited count.</param>
/// <param name="minimumEpss">The lowest EPSS score that counts, 0 to 1; null where it does not matter.</param>
public sealed class HostPriorities(Func<string, CveDetail> describe, CveDeciding? deciding, bool knownExploited, double? minimumEpss)
{
    private readonly Dictionary<string, CveDetail> _detail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RemediationDecision> _decision = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unscored = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>CVEs that stayed although no EPSS score is known of them.</summary>
    public IReadOnlyCollection<string> Unscored => _unscored;

    /// <summary>Applies it to hosts.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <returns>The hosts with a finding that counts, the most urgent first.</returns>
    public IReadOnlyList<CriticalCveHost> Apply(IEnumerable<CriticalCveHost> hosts)
    {
        List<CriticalCveHost> applied = [.. hosts.Select(Apply).OfType<CriticalCveHost>()];
        applied.Sort(WorstFirst.Compare);
        return applied;
    }

    private CriticalCveHost? Apply(CriticalCveHost host)
    {
        Finding[] findings = [.. host.Finding.Where(Counts)];
        if (findings.Length == 0)
            return host.Evidence.Length == 0 ? null : host with { Finding = [], CveId = [], MaxCvss = null, Priority = RemediationPriority.Unknown };

        string[] cves = [.. findings.SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        bool?[] exploited = [.. cves.Select(cve => Detail(cve).KnownExploited)];
        string[] listed = [.. cves.Where(cve => Detail(cve).KnownExploited == true)];
        bool? isExploited = listed.Length > 0 ? true : exploited.Length > 0 && Array.TrueForAll(exploited, one => one == false) ? false : null;
        return Judge(host with
        {
            Finding = findings,
            CveId = cves,
            MaxCvss = findings.Max(finding => finding.CvssScore),
            FirstSeen = findings.Min(finding => finding.FirstSeen),
            LastSeen = findings.Max(finding => finding.LastSeen),
            KnownExploited = isExploited,
            KnownExploitedCve = listed,
            Intelligence = cves.Length == 0 ? [] : Detail(cves[0]).Feed,
        }, cves.Select(Decide).OfType<RemediationDecision>());
    }

    /// <summary>Gives a host its decisions, the most urgent first, and the priority that follows from them.</summary>
    /// <remarks>A table says nothing of a finding without a CVE: there the severity counts, as everywhere without a table.</remarks>
    internal static CriticalCveHost Judge(CriticalCveHost host, IEnumerable<RemediationDecision> made)
    {
        RemediationDecision[] decisions = [.. made.OrderByDescending(decision => decision.Rank).ThenBy(decision => decision.CveId, StringComparer.Ordinal)];
        RemediationPriority severity = host.Finding.Where(finding => decisions.Length == 0 || finding.CveId.Length == 0)
            .Select(finding => SeverityBand.Priority(SeverityBand.Of(finding)))
            .DefaultIfEmpty(RemediationPriority.Unknown)
            .Max();
        (RemediationPriority priority, string reason) = decisions is [var first, ..]
            ? (decisions.Max(decision => decision.Priority), $"{first.Reason}.")
            : host.KnownExploited == true ? (RemediationPriority.Critical, Exploited(host)) : (RemediationPriority.Unknown, "");
        return host with
        {
            Decision = decisions,
            Priority = priority > severity ? priority : severity,
            PriorityReason = priority > severity || decisions.Length > 0 ? reason : "",
        };
    }

    private static string Exploited(CriticalCveHost host)
    {
        string asOf = Array.Find(host.Intelligence, feed => feed.Kind == FeedKind.Kev)?.AsOf is { } day
            ? string.Create(CultureInfo.InvariantCulture, $" of {day.UtcDateTime:yyyy-MM-dd}")
            : "";
        string[] cves = host.KnownExploitedCve;
        return $"{cves[0]}{(cves.Length == 1 ? " is" : string.Create(CultureInfo.InvariantCulture, $" and {cves.Length - 1} more are"))} known to be exploited (CISA KEV{asOf}).";
    }

    private bool Counts(Finding finding) =>
        (!knownExploited || finding.CveId.Any(cve => Detail(cve).KnownExploited == true))
        && (minimumEpss is not { } minimum || finding.CveId.Length == 0 || finding.CveId.Any(cve => Reaches(cve, minimum)));

    // A CVE without a score is not one with a low score.
    private bool Reaches(string cve, double minimum)
    {
        if (Detail(cve).EpssScore is { } score)
            return score >= minimum;

        _unscored.Add(cve);
        return true;
    }

    private CveDetail Detail(string cve)
    {
        if (!_detail.TryGetValue(cve, out CveDetail? detail))
            _detail[cve] = detail = describe(cve);

        return detail;
    }

    private RemediationDecision? Decide(string cve)
    {
        if (deciding is null)
            return null;

        if (!_decision.TryGetValue(cve, out RemediationDecision? decision))
            _decision[cve] = decision = deciding.Decide(Detail(cve));

        return decision;
    }
}
