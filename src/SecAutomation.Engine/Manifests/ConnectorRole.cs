namespace SecAutomation.Engine.Manifests;

/// <summary>What a product is to the job.</summary>
public enum ConnectorRole
{
    /// <summary>A vulnerability scanner: step 1.</summary>
    Scanner = 0,

    /// <summary>An asset management solution or an inventory: steps 2 and 3.</summary>
    Inventory = 1,
}
