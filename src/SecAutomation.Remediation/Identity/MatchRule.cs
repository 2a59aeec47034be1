namespace SecAutomation.Remediation.Identity;

/// <summary>One way to tell that an asset is a host. The rules stand in a list, the strongest first; the first that finds anything decides.</summary>
internal abstract class MatchRule
{
    /// <summary>The number by which reasons name the rule.</summary>
    public abstract string Id { get; }

    /// <summary>What the rule compares, for reasons.</summary>
    public abstract string Subject { get; }

    /// <summary>How far a single candidate can be relied on.</summary>
    public abstract MatchConfidence Confidence { get; }

    /// <summary>Whether the rule concludes from a name being the only one, which a part of an inventory cannot show.</summary>
    public abstract bool NeedsCompleteView { get; }

    /// <summary>Why the rule has nothing to compare; null where it has.</summary>
    public abstract string? Skip(in SoughtName name);

    /// <summary>What the rule compares, as a key.</summary>
    public abstract string Key(in SoughtName name);

    /// <summary>The assets that could be it.</summary>
    public abstract RuleOutcome Apply(in SoughtName name, InventoryIndex index);
}
