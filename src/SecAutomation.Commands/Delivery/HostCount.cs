namespace SecAutomation.Commands.Delivery;

/// <summary>Counts the hosts of a run.</summary>
internal static class HostCount
{
    /// <summary>The run with the figures of its hosts.</summary>
    public static RemediationRun Of(IReadOnlyList<AssetDetail> hosts, RemediationRun run) => run with
    {
        Read = hosts.Count,
        Matched = hosts.Count(host => host.MatchStatus == MatchStatus.Matched),
        Unidentified = hosts.Count(host => host.MatchStatus is MatchStatus.NotFound or MatchStatus.Ambiguous or MatchStatus.Rejected),
    };
}
