namespace SecAutomation;

/// <summary>A named, configured use of a connector. It holds no secret, only where each comes from.</summary>
public sealed record SecConnection
{
    /// <summary>Its name, by which <c>-Connection</c> calls it; case does not count.</summary>
    public string Name { get; init; } = "";

    /// <summary>The connector.</summary>
    public string Connector { get; init; } = "";

    /// <summary>The address of the product.</summary>
    public string Url { get; init; } = "";

    /// <summary>What the product is to the job: <c>Scanner</c>, <c>Inventory</c>, <c>Tracker</c>.</summary>
    public string[] Role { get; init; } = [];

    /// <summary>Whether it is used for at least one of its roles where nobody names a connection.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The roles for which it is used where nobody names a connection.</summary>
    public string[] DefaultRole { get; init; } = [];

    /// <summary>Whether later processes know it too.</summary>
    public bool IsPersisted { get; init; }

    /// <summary>The settings that are not secret, by name.</summary>
    public IReadOnlyDictionary<string, string> Setting { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the secret settings come from.</summary>
    public ConnectionSecret[] Secret { get; init; } = [];

    /// <summary>The files with the only certificate authorities that are trusted; empty: the system's.</summary>
    public string[] CertificateAuthority { get; init; } = [];

    /// <summary>Where the certificate is by which the connection shows who it is: files, or a place in the certificate store; empty: it has none.</summary>
    public string[] ClientCertificate { get; init; } = [];

    /// <summary>The proxy by way of which the product is reached; null: what the environment says.</summary>
    public string? Proxy { get; init; }

    /// <summary>How many requests run at once at most; null: what the connector says.</summary>
    public int? ThrottleLimit { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
