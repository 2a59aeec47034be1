namespace SecAutomation;

/// <summary>What came of looking for a host in the inventories.</summary>
public enum MatchStatus
{
    /// <summary>Nothing looked for it yet, or a part of the inventory was not read, so that nobody may say "not found".</summary>
    Unknown = 0,

    /// <summary>One asset is the host.</summary>
    Matched = 1,

    /// <summary>Several assets could be the host; none was guessed.</summary>
    Ambiguous = 2,

    /// <summary>No asset is the host.</summary>
    NotFound = 3,

    /// <summary>The name is no name that can be looked for.</summary>
    Rejected = 4,
}
