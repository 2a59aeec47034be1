namespace SecAutomation.Remediation.Identity;

/// <summary>Looks again for one host and writes down what it does, when somebody asks why.</summary>
internal sealed class MatchExplanation(AssetIndex index, CriticalCveHost? host, string name, DateTimeOffset asOf) : IMatchExplanation
{
    public CriticalCveHost? Host => host;

    public string Name => name;

    public DateTimeOffset AsOf => asOf;

    public (string Reason, MatchAttempt[] Attempt) Explain()
    {
        var trace = new MatchTrace();
        SoughtHost sought = host is null ? SoughtHost.OfText(name, asOf) : SoughtHost.Of(host, asOf);
        JoinedMatch match = index.Look(sought, trace);
        return (MatchReason.Of(match, sought, asOf, AssetIndex.Candidates(match)), [.. trace.Attempt]);
    }
}
