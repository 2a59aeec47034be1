namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>One way to tell that an asset is a host. The rules stand in a list, the strongest first; the first that finds anything decides.</summary>
internal abstract class MatchRule
{
    /// <summary>The number by which reasons name the rule.</summary>
    public abstract string Id { get; }

    /// <summary>What the rule compares, for reasons.</summary>
    public abstract string Subject { get; }

    /// <summary>How far a single candidate can be relied on, before facts cost some of it.</summary>
    public abstract MatchConfidence Confidence { get; }

    /// <summary>Why the rule has nothing to compare; null where it has.</summary>
    public abstract string? Skip(InventoryIndex index, SoughtHost host);

    /// <summary>What the rule compares, as a person reads it.</summary>
    public abstract string Key(SoughtHost host);
}
