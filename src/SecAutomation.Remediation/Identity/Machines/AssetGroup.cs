namespace SecAutomation.Remediation.Identity;

/// <summary>The records of one inventory that are of one machine, by their numbers.</summary>
/// <param name="Best">The record that speaks for them: the original of marked duplicates, else one in use, else the one seen last.</param>
/// <param name="All">Every record, the best one first.</param>
internal sealed record AssetGroup(int Best, int[] All)
{
    public bool Holds(int asset) => Array.IndexOf(All, asset) >= 0;

    public bool IsSameAs(AssetGroup other) => Array.Exists(All, other.Holds);
}
