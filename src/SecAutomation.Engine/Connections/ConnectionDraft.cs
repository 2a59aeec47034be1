using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Connections;

/// <summary>What a user says of a connection; <see cref="Complete"/> holds it against what the connector needs.</summary>
public sealed record ConnectionDraft
{
    /// <summary>The connection's name.</summary>
    public required string Name { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorManifest Connector { get; init; }

    /// <summary>The address; null: the connector's.</summary>
    public Uri? Url { get; init; }

    /// <summary>The user name of the credential; null: no credential was given.</summary>
    public string? UserName { get; init; }

    /// <summary>The password of the credential.</summary>
    public Secret? Password { get; init; }

    /// <summary>Settings that were given as text.</summary>
    public IReadOnlyDictionary<string, string> Text { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Settings that were given as secrets.</summary>
    public IReadOnlyDictionary<string, Secret> Secret { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);

    /// <summary>Where single settings come from.</summary>
    public IReadOnlyList<ConnectionSecret> Source { get; init; } = [];

    /// <summary>Where whatever else the credential consists of comes from; null: nobody said.</summary>
    public ConnectionSecret? Remainder { get; init; }

    /// <summary>Whether it becomes the default of all its roles.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The files of the only certificate authorities that are trusted.</summary>
    public IReadOnlyList<string> CertificateAuthority { get; init; } = [];

    /// <summary>The certificate by which the connection shows who it is: its files, or its place in the certificate store.</summary>
    public IReadOnlyList<string> ClientCertificate { get; init; } = [];

    /// <summary>The proxy; null: the environment's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>How many requests run at once at most; null: what the connector says.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Whether later processes are to know it.</summary>
    public bool IsPersisted { get; init; }

    /// <summary>The registration.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>, with all that is missing; or a certificate authority cannot be read.</exception>
    public ConnectionRegistration Complete()
    {
        ConnectionManifest manifest = Connector.Connection ?? throw Invalid(
            $"{Connector.Title} reads files alone, so that there is nothing to connect to", "Give its files to -Path. Get-SecConnector tells which products can be connected to.");
        Uri url = LiveConnection.Address(Name, Url, manifest);
        foreach (string file in CertificateAuthority)
            _ = CertificateAuthorityFile.Read(file);

        if (ClientCertificate.Count > 0 && manifest.Scheme.Count > 0)
            throw Invalid($"{Connector.Title} does not speak HTTP, and takes no client certificate", "Leave -ClientCertificate out.");

        if (Proxy is not null)
            RefuseProxy(manifest, Proxy);

        RefuseUnknown(manifest);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var sources = new List<ConnectionSecret>();
        var given = new Dictionary<string, Secret>(StringComparer.Ordinal);
        List<ConnectorSetting> missing = [];
        foreach (ConnectorSetting setting in Settings(manifest))
        {
            if (Source.FirstOrDefault(source => Same(source.Setting, setting.Name)) is { } source)
                sources.Add(source with { Setting = setting.Name });
            else if (Given(setting) is { } value)
                Take(setting, value, settings, sources, given);
            else if (Remainder is { } rest && setting != ClientCertificateFile.Password && (setting.IsSecret || setting.Credential is not null))
                sources.Add(rest with { Setting = setting.Name });
            else if (setting.IsRequired)
                missing.Add(setting);
        }

        if (missing.Count > 0)
            throw Missing(missing);

        // One variable or file holds one value, which cannot be several settings.
        if (Remainder is { Source: SecretSource.Environment or SecretSource.File } && sources.Count(one => one.Source == Remainder.Source && one.Place == Remainder.Place) is > 1 and var count)
            throw Invalid($"{Connector.Title} needs {count} values, and -SecretSource names one place with one value", $"Say which is where: -SecretSource @{{ {string.Join("; ", sources.Select(one => $"{one.Setting} = 'env:…'"))} }}.");

        // A wrong file is told now. What opens it may not be there yet.
        Secret? password = given.GetValueOrDefault(ClientCertificateFile.Password.Name);
        if (ClientCertificate.Count > 0 && (password is not null || !sources.Any(one => one.Setting == ClientCertificateFile.Password.Name)))
            _ = ClientCertificateFile.Read(ClientCertificate, password);

        string[] roles = [.. Connector.Role.Select(role => role.ToString())];
        return new ConnectionRegistration
        {
            Name = Name,
            Connector = Connector.Name,
            Url = url,
            Role = roles,
            DefaultRole = IsDefault ? roles : [],
            Setting = settings,
            Secret = sources,
            Given = given,
            CertificateAuthority = CertificateAuthority,
            ClientCertificate = ClientCertificate,
            Proxy = Proxy,
            ThrottleLimit = ThrottleLimit,
            IsPersisted = IsPersisted,
        };
    }

    private IEnumerable<ConnectorSetting> Settings(ConnectionManifest manifest) => ClientCertificate.Count > 0 ? manifest.Setting.Append(ClientCertificateFile.Password) : manifest.Setting;

    private static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static T? Find<T>(IReadOnlyDictionary<string, T> values, ConnectorSetting setting)
        where T : class => values.FirstOrDefault(pair => Same(pair.Key, setting.Name)).Value;

    // A string or a Secret; null where nobody gave it.
    private object? Given(ConnectorSetting setting) => Find(Secret, setting) ?? (object?)Find(Text, setting) ?? setting.Credential switch
    {
        CredentialPart.User when UserName is { Length: > 0 } => setting.IsSecret ? Authentication.Secret.FromText(UserName) : UserName,
        CredentialPart.Password => Password,
        _ => null,
    };

    private void Take(
        ConnectorSetting setting, object value, Dictionary<string, string> settings, List<ConnectionSecret> sources, Dictionary<string, Secret> given)
    {
        if (setting.IsSecret)
        {
            given[setting.Name] = value as Secret ?? throw Invalid(
                $"{setting.Name} ({setting.Title}) is secret and was given as plain text, which stays in the history and in logs",
                "Give it by -Credential, as a SecureString, or say with -SecretSource where it is.");
            sources.Add(new ConnectionSecret { Setting = setting.Name, Source = SecretSource.Session });
            return;
        }

        string text = value as string ?? ((Secret)value).Use(secret => secret);
        if (setting.Allowed.Count > 0 && !setting.Allowed.Contains(text, StringComparer.Ordinal))
            throw Invalid($"'{text}' is no value of {setting.Name} ({setting.Title})", Spelling.Offer(text, setting.Allowed));

        settings[setting.Name] = text;
    }

    private void RefuseProxy(ConnectionManifest manifest, Uri proxy)
    {
        // First, so that no other message repeats a password that stands in the address.
        if (proxy.OriginalString.Contains('@', StringComparison.Ordinal))
            throw Invalid("the address of the proxy holds a credential, which would be kept and shown with it", "Name the proxy alone; one that wants a credential gets it from HTTPS_PROXY, set for the process from a secret, with -Proxy left out.");
        if (manifest.Scheme.Count > 0)
            throw Invalid($"{Connector.Title} does not speak HTTP, and takes no proxy", "Leave -Proxy out.");
        if (!proxy.IsAbsoluteUri || !(proxy.Scheme == Uri.UriSchemeHttp || proxy.Scheme == Uri.UriSchemeHttps) || proxy.PathAndQuery != "/" || proxy.Fragment.Length > 0)
            throw Invalid($"'{proxy.OriginalString}' is no address of a proxy", "Give -Proxy like http://proxy.example.com:3128.");
    }

    private void RefuseUnknown(ConnectionManifest manifest)
    {
        foreach (string name in Text.Keys.Concat(Secret.Keys).Concat(Source.Select(source => source.Setting)))
        {
            if (Same(name, ClientCertificateFile.Password.Name) && ClientCertificate.Count == 0)
                throw Invalid($"{name} is for a client certificate, and there is none", "Name it with -ClientCertificate.");
            if (!Settings(manifest).Any(setting => Same(setting.Name, name)))
                throw Invalid($"{Connector.Title} has no setting {name}", Spelling.Offer(name, manifest.Setting.Select(setting => setting.Name)));
        }

        if (UserName is not null && manifest.Setting.All(setting => setting.Credential is null))
            throw Invalid($"{Connector.Title} takes no credential", $"Its settings are {string.Join(", ", manifest.Setting)}.");
    }

    private FailureException Missing(List<ConnectorSetting> missing)
    {
        string[] parts = [.. missing.Where(setting => setting.Credential is not null).Select(setting => $"{(setting.Credential == CredentialPart.User ? "user name" : "password")}: {setting.Title}")];
        string[] places = [.. missing.Where(setting => setting.IsSecret || setting.Credential is not null).Select(setting => $"{setting.Name} = 'vault:…'")];
        string[] texts = [.. missing.Where(setting => !setting.IsSecret && setting.Credential is null).Select(setting => $"{setting.Name} = '…'")];
        string credential = parts.Length > 0 ? $"-Credential ({string.Join(", ", parts)}) or " : "";
        string[] ways =
        [
            .. places.Length > 0 ? new[] { $"{credential}-SecretSource @{{ {string.Join("; ", places)} }}" } : [],
            .. texts.Length > 0 ? new[] { $"-Setting @{{ {string.Join("; ", texts)} }}" } : [],
        ];
        return Invalid($"{string.Join(" and ", missing.Select(setting => $"{setting.Name} ({setting.Title})"))} {(missing.Count == 1 ? "is" : "are")} missing", $"Give {string.Join(", and ", ways)}.");
    }

    private FailureException Invalid(string what, string nextStep) => new(FailureId.ConnectionInvalid, $"The connection {Name} cannot be registered: {what}.", nextStep, Name);
}
