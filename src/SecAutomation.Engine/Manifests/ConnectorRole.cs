using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Manifests;

/// <summary>What a product is to the job. The numbers are those of the <see cref="StreamOutput"/> that each needs, where it needs one.</summary>
public enum ConnectorRole
{
    /// <summary>A vulnerability scanner: step 1.</summary>
    Scanner = 0,

    /// <summary>An asset management solution or an inventory: steps 2 and 3.</summary>
    Inventory = 1,

    /// <summary>A feed of vulnerability intelligence.</summary>
    Intelligence = 2,

    /// <summary>A product that keeps tickets: step 4. It needs no stream, but actions.</summary>
    Tracker = 3,

    /// <summary>Documents in which a vendor says which products a CVE affects (VEX).</summary>
    Advisory = 4,

    /// <summary>A database that keeps the ledger for several machines. It needs neither streams nor actions.</summary>
    Ledger = 5,
}
