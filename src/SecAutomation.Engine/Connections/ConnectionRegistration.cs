using SecAutomation.Engine.Authentication;

namespace SecAutomation.Engine.Connections;

/// <summary>A connection as it was registered: everything that is needed to open it, and where its secrets come from. Immutable.</summary>
public sealed record ConnectionRegistration
{
    /// <summary>Its name; case does not count.</summary>
    public required string Name { get; init; }

    /// <summary>The connector's name.</summary>
    public required string Connector { get; init; }

    /// <summary>The address of the product.</summary>
    public required Uri Url { get; init; }

    /// <summary>What the product is to the job, in the words of the connector.</summary>
    public IReadOnlyList<string> Role { get; init; } = [];

    /// <summary>The roles for which it is the default.</summary>
    public IReadOnlyList<string> DefaultRole { get; init; } = [];

    /// <summary>The settings that are known already and not secret.</summary>
    public IReadOnlyDictionary<string, string> Setting { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the other settings come from.</summary>
    public IReadOnlyList<ConnectionSecret> Secret { get; init; } = [];

    /// <summary>The secrets that were given; this process alone holds them.</summary>
    public IReadOnlyDictionary<string, Secret> Given { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary>The files with the only certificate authorities that are trusted; empty: the system's.</summary>
    public IReadOnlyList<string> CertificateAuthority { get; init; } = [];

    /// <summary>The files of the client certificate, or its place in the certificate store; empty: there is none.</summary>
    public IReadOnlyList<string> ClientCertificate { get; init; } = [];

    /// <summary>The proxy; null: the environment's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>How many requests run at once at most; null: what the connector says.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Whether later processes know it too.</summary>
    public bool IsPersisted { get; init; }

    /// <summary>The connection as users see it.</summary>
    public SecConnection Describe() => new()
    {
        Name = Name,
        Connector = Connector,
        Url = Url.AbsoluteUri,
        Role = [.. Role],
        IsDefault = DefaultRole.Count > 0,
        DefaultRole = [.. DefaultRole],
        IsPersisted = IsPersisted,
        Setting = new Dictionary<string, string>(Setting, StringComparer.Ordinal),
        Secret = [.. Secret],
        CertificateAuthority = [.. CertificateAuthority],
        ClientCertificate = [.. ClientCertificate],
        Proxy = Proxy?.AbsoluteUri,
        ThrottleLimit = ThrottleLimit,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether this is another connection than a given one as far as its server can tell.</summary>
    internal bool IsSameUse(ConnectionRegistration other) =>
        string.Equals(Connector, other.Connector, StringComparison.OrdinalIgnoreCase)
        && Url == other.Url
        && Proxy == other.Proxy
        && ThrottleLimit == other.ThrottleLimit
        && CertificateAuthority.SequenceEqual(other.CertificateAuthority, StringComparer.Ordinal)
        && ClientCertificate.SequenceEqual(other.ClientCertificate, StringComparer.Ordinal)
        && Secret.SequenceEqual(other.Secret)
        && SameTexts(Setting, other.Setting)
        && Given.Count == other.Given.Count
        && Given.All(pair => other.Given.TryGetValue(pair.Key, out Secret? secret) && secret.Use(text => pair.Value.Use(own => own == text)));

    private static bool SameTexts(IReadOnlyDictionary<string, string> some, IReadOnlyDictionary<string, string> others) =>
        some.Count == others.Count && some.All(pair => others.TryGetValue(pair.Key, out string? text) && text == pair.Value);
}
