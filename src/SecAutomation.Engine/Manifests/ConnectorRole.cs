namespace SecAutomation.Engine.Manifests;

/// <summary>What a product is to the job. The numbers are those of the <see cref="StreamOutput"/> that each needs.</summary>
public enum ConnectorRole
{
    /// <summary>A vulnerability scanner: step 1.</summary>
    Scanner = 0,

    /// <summary>An asset management solution or an inventory: steps 2 and 3.</summary>
    Inventory = 1,

    /// <summary>A feed of vulnerability intelligence.</summary>
    Intelligence = 2,
}
