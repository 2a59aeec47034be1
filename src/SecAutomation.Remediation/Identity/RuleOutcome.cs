namespace SecAutomation.Remediation.Identity;

/// <summary>What one rule found for one name in one inventory.</summary>
/// <param name="Group">The machines that could be it, sorted.</param>
/// <param name="OtherDomain">Machines of the same short name that cannot be it, because their domain is another; at most a few.</param>
/// <param name="IsDoubtful">Whether the rule found something and knows a reason against it, so that it is a hint and no more.</param>
internal sealed record RuleOutcome(AssetGroup[] Group, string[] OtherDomain, bool IsDoubtful = false)
{
    private Asset[]? _candidate;

    public static RuleOutcome None { get; } = new([], []);

    /// <summary>The records of all these machines; made once, because a name such as <c>localhost</c> may have as many as the inventory.</summary>
    public Asset[] Candidate => _candidate ??= [.. Group.SelectMany(group => group.All)];
}
