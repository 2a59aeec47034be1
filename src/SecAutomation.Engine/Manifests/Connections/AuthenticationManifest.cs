using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>How connections of a connector prove who they are, with what its settings say.</summary>
public sealed class AuthenticationManifest
{
    private readonly IReadOnlyDictionary<string, TextTemplate> _part;
    private readonly IReadOnlyList<NamedTemplate> _named;

    internal AuthenticationManifest(AuthenticationKind kind, IReadOnlyDictionary<string, TextTemplate> part, IReadOnlyList<NamedTemplate> named) =>
        (Kind, _part, _named) = (kind, part, named);

    /// <summary>How.</summary>
    public AuthenticationKind Kind { get; }

    /// <summary>The names of the headers that every request carries; empty where none is needed.</summary>
    public IReadOnlyList<string> Header => Kind switch
    {
        AuthenticationKind.None => [],
        AuthenticationKind.ApiKey => [.. _named.Select(header => header.Name)],
        AuthenticationKind.Session => [Text(TemplateValues.Empty, "tokenHeader") ?? "Authorization"],
        _ => ["Authorization"],
    };

    /// <summary>Makes what proves it for one connection.</summary>
    /// <param name="baseUrl">The connection's address.</param>
    /// <param name="values">Its settings.</param>
    /// <param name="secrets">Those of them that are secret.</param>
    internal Authenticator? Create(Uri baseUrl, TemplateValues values, IReadOnlyList<Secret> secrets) => Kind switch
    {
        AuthenticationKind.ApiKey => new ApiKeyAuthenticator(
            // A header of a setting that a connection can do without is left out with it.
            [.. _named.Select(header => (header.Name, Value: header.Value[0].Fill(values))).Where(header => header.Value is not null).Select(header => KeyValuePair.Create(header.Name, Secret.FromText(header.Value!)))], secrets),
        AuthenticationKind.Basic => new BasicAuthenticator(Needed(values, "user"), SecretOf(values, "password")),
        AuthenticationKind.Bearer => new BearerAuthenticator(SecretOf(values, "token"), Text(values, "scheme") ?? "Bearer"),
        AuthenticationKind.ClientCredentials => new ClientCredentialsAuthenticator(
            new ClientCredentialsDefinition
            {
                TokenUrl = Address(baseUrl, values, "tokenUrl")!,
                ClientId = Needed(values, "clientId"),
                Scope = Text(values, "scope"),
                Parameter = [.. _named.Select(parameter => (parameter.Name, Value: parameter.Value[0].Fill(values))).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value!))],
                IsSecretInHeader = Text(values, "secretIn") == "header",
            },
            SecretOf(values, "clientSecret")),
        AuthenticationKind.Session => new SessionAuthenticator(Session(baseUrl, values), Needed(values, "user"), SecretOf(values, "password")),
        _ => null,
    };

    private SessionDefinition Session(Uri baseUrl, TemplateValues values)
    {
        var usual = new SessionDefinition { LoginUrl = Address(baseUrl, values, "loginPath")! };
        return usual with
        {
            UserMember = Text(values, "userMember") ?? usual.UserMember,
            PasswordMember = Text(values, "passwordMember") ?? usual.PasswordMember,
            TokenPath = Text(values, "tokenPath") ?? usual.TokenPath,
            TokenHeader = Text(values, "tokenHeader") ?? usual.TokenHeader,
            TokenPrefix = Text(values, "tokenPrefix") ?? usual.TokenPrefix,
            Lifetime = Text(values, "lifetimeMinutes") is { } minutes ? TimeSpan.FromMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)) : usual.Lifetime,
            LogOffUrl = Address(baseUrl, values, "logOffPath"),
            LogOffMethod = Text(values, "logOffMethod") is { } method ? new HttpMethod(method) : usual.LogOffMethod,
        };
    }

    private string? Text(TemplateValues values, string part) => _part.GetValueOrDefault(part)?.Fill(values);

    private string Needed(TemplateValues values, string part) => Text(values, part) ?? throw Missing(part);

    private Secret SecretOf(TemplateValues values, string part) => Secret.FromText(Needed(values, part));

    private Uri? Address(Uri baseUrl, TemplateValues values, string part) =>
        _part.GetValueOrDefault(part)?.Fill(values, segment => RequestTemplate.Segment(part, segment)) is { } path ? RequestTemplate.Resolve(baseUrl, path) : null;

    private FailureException Missing(string part) => new(
        FailureId.ConnectionInvalid, $"The connection lacks what {Words<AuthenticationKind>.Of(Kind)} authentication needs for {part}.", "Register it again with every setting.", part);
}
