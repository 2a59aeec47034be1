namespace SecAutomation;

/// <summary>Where an asset is in its life, as its inventory says.</summary>
public enum AssetLifecycle
{
    /// <summary>The inventory did not say.</summary>
    Unknown = 0,

    /// <summary>In use.</summary>
    Active = 1,

    /// <summary>Ordered, or in a cupboard.</summary>
    InStock = 2,

    /// <summary>Its account is switched off.</summary>
    Disabled = 3,

    /// <summary>Taken out of use.</summary>
    Retired = 4,

    /// <summary>Terminated or deleted; only the record is left.</summary>
    Deleted = 5,
}
