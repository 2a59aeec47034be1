using SecAutomation.Remediation.Intelligence.Assets;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Intelligence;

/// <summary>Decides again about the CVEs of a host, once it is known which asset the host is: how exposed it is, what its loss would mean.</summary>
/// <param name="table">The table of an earlier decision; null where it is not there any more, and then the decision stays.</param>
/// <param name="answers">What of an asset answers which question.</param>
public sealed class AssetDeciding(Func<RemediationDecision, DecisionTable?> table, AssetAnswers answers)
{
    private static readonly Dictionary<string, string> s_noDefault = new(StringComparer.Ordinal);

    private readonly Dictionary<string, CveDeciding?> _tables = new(StringComparer.Ordinal);

    /// <summary>Decides again.</summary>
    /// <param name="detail">The host.</param>
    /// <returns>The host with decisions that know its asset; the same where no table was asked, or the host is not identified well enough.</returns>
    public AssetDetail Decide(AssetDetail detail)
    {
        if (detail is not { MatchStatus: MatchStatus.Matched, MatchConfidence: > MatchConfidence.Low, Asset: { } asset, CriticalCveHost: { Decision.Length: > 0 } host })
            return detail;

        RemediationDecision[] decisions = [.. host.Decision.Select(decision => Deciding(decision)?.Decide(decision, null, asset, answers) ?? decision)];
        return detail with { CriticalCveHost = HostPriorities.Judge(host, decisions) };
    }

    private CveDeciding? Deciding(RemediationDecision decision)
    {
        string text = $"{decision.TableSource}|{decision.TableSha256}";
        if (!_tables.TryGetValue(text, out CveDeciding? deciding))
            _tables[text] = deciding = table(decision) is { } known ? new CveDeciding(known, s_noDefault) : null;

        return deciding;
    }
}
