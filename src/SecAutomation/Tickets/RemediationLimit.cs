namespace SecAutomation;

/// <summary>How far runs on this machine may go in one respect, and who says so.</summary>
public sealed record RemediationLimit
{
    /// <summary>What is limited: <c>Creates</c>, <c>Updates</c>, <c>Closes</c>, <c>Share</c> (per cent of the open tickets), <c>CloseMode</c>, <c>Teams</c> or <c>Trackers</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The limit.</summary>
    public string Value { get; init; } = "";

    /// <summary>Where it stands: the file, the line and the key of a policy.</summary>
    public string Place { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Value} ({Place})";
}
