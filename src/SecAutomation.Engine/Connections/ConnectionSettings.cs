using System.Net;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Connections;

/// <summary>A configured use of a connector.</summary>
public sealed record ConnectionSettings
{
    /// <summary>The connection's name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorManifest Connector { get; init; }

    /// <summary>The product's address; null: the connector's default. <c>http://</c> is taken for this machine alone.</summary>
    public Uri? Url { get; init; }

    /// <summary>The settings that are not secret, by name. Those that are missing have their defaults.</summary>
    public IReadOnlyDictionary<string, string> Setting { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The settings that are secret, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Secret { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary>The only certificate authorities that are trusted; empty: the system's.</summary>
    public IReadOnlyList<X509Certificate2> CertificateAuthority { get; init; } = [];

    /// <summary>The certificate by which the connection shows who it is, with its key, and behind it those between it and the root; empty: none.</summary>
    public IReadOnlyList<X509Certificate2> ClientCertificate { get; init; } = [];

    /// <summary>The proxy; null: the environment's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How many requests may be under way at once; null: the connector's number.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>What stands for the network; null: the network.</summary>
    internal Func<Stream>? Line { get; init; }
}
