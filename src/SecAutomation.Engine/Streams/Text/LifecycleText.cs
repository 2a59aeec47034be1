namespace SecAutomation.Engine.Streams.Text;

/// <summary>Whether an asset is in use, in the words of many products.</summary>
internal static class LifecycleText
{
    private static readonly (AssetLifecycle Lifecycle, string[] Words)[] s_words =
    [
        (AssetLifecycle.Active, ["active", "in use", "in service", "installed", "deployed", "production", "operational", "poweredon", "powered on", "running", "online", "enabled", "alive"]),
        (AssetLifecycle.InStock, ["in stock", "instock", "stock", "ordered", "on order", "planned", "staged", "spare", "ready to deploy", "deployable", "inventory", "pending install"]),
        (AssetLifecycle.Disabled, ["disabled", "inactive", "non-active", "suspended", "locked"]),
        (AssetLifecycle.Retired, ["retired", "decommissioned", "decommissioning", "disposed", "archived", "end of life", "non-operational", "out of service", "stolen", "lost", "sold", "absent"]),
        (AssetLifecycle.Deleted, ["deleted", "terminated", "removed", "obsolete"]),
    ];

    /// <summary>Reads a word.</summary>
    /// <param name="text">What the source says; null where it does not.</param>
    /// <param name="enabled">Whether its account is switched on; it counts where the word is not known.</param>
    public static AssetLifecycle Read(string? text, bool? enabled)
    {
        string word = text?.Trim().Replace('_', ' ') ?? "";
        foreach ((AssetLifecycle lifecycle, string[] words) in s_words)
        {
            if (words.Contains(word, StringComparer.OrdinalIgnoreCase))
                return lifecycle;
        }

        return enabled switch
        {
            false => AssetLifecycle.Disabled,
            true => AssetLifecycle.Active,
            null => AssetLifecycle.Unknown,
        };
    }
}
