namespace SecAutomation.Remediation.Identity;

/// <summary>What is known of an asset from building the index.</summary>
[Flags]
internal enum AssetFlags : byte
{
    None = 0,

    /// <summary>Another asset carries one of its identifiers.</summary>
    SharesIdentifier = 1,

    /// <summary>It carries the names of several machines.</summary>
    OfSeveral = 2,

    /// <summary>It has no name that is one.</summary>
    Nameless = 4,

    /// <summary>It is marked as a duplicate, or others are marked as its duplicates.</summary>
    Marked = 8,
}
