namespace SecAutomation.Engine.Connections;

/// <summary>One connection of the file.</summary>
internal sealed record ConnectionEntry
{
    public required string Name { get; init; }

    public required string Connector { get; init; }

    public required Uri Url { get; init; }

    public IReadOnlyList<string> Role { get; init; } = [];

    public IReadOnlyList<string> DefaultRole { get; init; } = [];

    public IReadOnlyDictionary<string, string> Setting { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<ConnectionSecret> Secret { get; init; } = [];

    public IReadOnlyList<string> CertificateAuthority { get; init; } = [];

    public IReadOnlyList<string>? ClientCertificate { get; init; }

    public Uri? Proxy { get; init; }

    public int? ThrottleLimit { get; init; }

    public static ConnectionEntry Of(ConnectionRegistration registration) => new()
    {
        Name = registration.Name,
        Connector = registration.Connector,
        Url = registration.Url,
        Role = registration.Role,
        DefaultRole = registration.DefaultRole,
        Setting = registration.Setting,

        // What this process alone was told, later ones have to ask for.
        Secret = [.. registration.Secret.Select(secret => secret.Source == SecretSource.Session ? secret with { Source = SecretSource.Prompt } : secret)],
        CertificateAuthority = registration.CertificateAuthority,
        ClientCertificate = registration.ClientCertificate.Count == 0 ? null : registration.ClientCertificate,
        Proxy = registration.Proxy,
        ThrottleLimit = registration.ThrottleLimit,
    };

    public ConnectionRegistration ToRegistration() => new()
    {
        Name = Name,
        Connector = Connector,
        Url = Url,
        Role = Role,
        DefaultRole = DefaultRole,
        Setting = Setting,
        Secret = Secret,
        CertificateAuthority = CertificateAuthority,
        ClientCertificate = ClientCertificate ?? [],
        Proxy = Proxy,
        ThrottleLimit = ThrottleLimit,
        IsPersisted = true,
    };
}
