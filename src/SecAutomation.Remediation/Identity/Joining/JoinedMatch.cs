namespace SecAutomation.Remediation.Identity;

/// <summary>What all inventories say of one host.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Views">What each inventory says, in the order of precedence.</param>
/// <param name="Lead">The decision that speaks for all; null where nothing was found.</param>
/// <param name="Part">The records that stand behind the answer, or the candidates.</param>
internal sealed record JoinedMatch(MatchStatus Status, ViewMatch[] Views, ViewMatch? Lead, (InventoryIndex Index, AssetGroup Group)[] Part)
{
    /// <summary>What the inventories disagree on.</summary>
    public IReadOnlyList<string> Remark { get; init; } = [];
}
