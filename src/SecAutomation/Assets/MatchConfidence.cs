namespace SecAutomation;

/// <summary>How much a match can be relied on.</summary>
public enum MatchConfidence
{
    /// <summary>There is no match.</summary>
    None = 0,

    /// <summary>A hint for a person; not enough for a ticket of its own.</summary>
    Low = 1,

    /// <summary>A short name that is unique in the whole inventory.</summary>
    Medium = 2,

    /// <summary>The fully qualified name.</summary>
    High = 3,

    /// <summary>An identifier that was made to be unique.</summary>
    Exact = 4,
}
