namespace SecAutomation;

/// <summary>What the scanner says of a finding now.</summary>
public enum FindingState
{
    /// <summary>The source did not say, as reports of a single scan do not; treated as open.</summary>
    Unknown = 0,

    /// <summary>Seen by the newest scan.</summary>
    Open = 1,

    /// <summary>Was fixed and is seen again.</summary>
    Reopened = 2,

    /// <summary>Not seen any more by a scan that looked for it.</summary>
    Fixed = 3,

    /// <summary>Accepted as a risk, excepted or suppressed in the scanner, or not affected by what the vendor states.</summary>
    Accepted = 4,
}
