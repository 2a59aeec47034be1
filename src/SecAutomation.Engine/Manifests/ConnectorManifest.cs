using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Manifests.Trackers;

namespace SecAutomation.Engine.Manifests;

/// <summary>A connector: one product, or one family of file formats.</summary>
public sealed class ConnectorManifest
{
    /// <summary>Its name, which is that of its folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>The page that documents the product's format.</summary>
    public string DocUrl { get; init; } = "";

    /// <summary>The product versions that it was written for.</summary>
    public IReadOnlyList<string> Version { get; init; } = [];

    /// <summary>What the product is to the job.</summary>
    public IReadOnlyList<ConnectorRole> Role { get; init; } = [];

    /// <summary>How it reaches its product; null where it reads files alone.</summary>
    public ConnectionManifest? Connection { get; init; }

    /// <summary>How tickets are written to it; null where it keeps none.</summary>
    public TrackerManifest? Tracker { get; init; }

    /// <summary>Whether it keeps the ledger for several machines.</summary>
    public bool KeepsLedger => Role.Contains(ConnectorRole.Ledger);

    /// <summary>What it reads.</summary>
    public IReadOnlyList<StreamManifest> Stream { get; init; } = [];

    /// <summary>Content of the product that is known and not read.</summary>
    internal IReadOnlyList<RefusedContent> Refused { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
