namespace SecAutomation.Remediation.Identity;

/// <summary>Looks again for one host and writes down what it does, when somebody asks why.</summary>
internal sealed class MatchExplanation(AssetIndex index, Func<SoughtHost> host, DateTimeOffset asOf) : IMatchExplanation
{
    public (string Reason, MatchAttempt[] Attempt) Explain()
    {
        var trace = new MatchTrace();
        SoughtHost sought = host();
        JoinedMatch match = index.Look(sought, trace);
        return (MatchReason.Of(match, sought, asOf, AssetIndex.Candidates(match)), [.. trace.Attempt]);
    }
}
