namespace SecAutomation;

/// <summary>What came of one rule.</summary>
public enum MatchAttemptResult
{
    /// <summary>The rule needs something that the host or the inventory does not have.</summary>
    Skipped = 0,

    /// <summary>No asset has the key.</summary>
    NoMatch = 1,

    /// <summary>One asset has the key.</summary>
    Matched = 2,

    /// <summary>Several assets have the key.</summary>
    Ambiguous = 3,

    /// <summary>An asset has the key, but a stronger key contradicts.</summary>
    Vetoed = 4,
}
