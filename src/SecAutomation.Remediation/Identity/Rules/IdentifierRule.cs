namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>A rule on an identifier that was made to be unique.</summary>
internal abstract class IdentifierRule : MatchRule
{
    public override MatchConfidence Confidence => MatchConfidence.Exact;

    /// <summary>How strong the identifier is against others.</summary>
    public abstract Contradiction.Key Strength { get; }

    /// <summary>Whether copying a machine's disk copies the identifier.</summary>
    public virtual bool CanBeCopied => true;

    /// <summary>The assets that carry it.</summary>
    public abstract List<int> Carriers(InventoryIndex index, SoughtHost host);

    /// <summary>What is to be said of a match besides that the keys are equal; null where nothing is.</summary>
    public virtual string? Remark(InventoryIndex index, SoughtHost host, AssetGroup group) => null;
}
