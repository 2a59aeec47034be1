namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>What a product can be asked about a connection.</summary>
public sealed class ConnectionTest
{
    /// <summary>Who the connection is; null: the product does not say.</summary>
    public ConnectionQuestion? Identity { get; init; }

    /// <summary>The product's version; null: the product does not say.</summary>
    public ConnectionQuestion? Version { get; init; }

    /// <summary>The rights that are needed: each is there where its request succeeds.</summary>
    public IReadOnlyList<ConnectionQuestion> Right { get; init; } = [];
}
