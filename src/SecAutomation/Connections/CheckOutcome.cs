namespace SecAutomation;

/// <summary>What came of one check.</summary>
public enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Passed = 0,

    /// <summary>It works, and should not stay as it is.</summary>
    Warning,

    /// <summary>It does not work, or is not safe.</summary>
    Failed,

    /// <summary>Nobody could look: an earlier check failed, or the product has no way to tell.</summary>
    NotChecked,
}
