using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Authentication;

/// <summary>OAuth 2 client credentials (RFC 6749, 4.4). The token is renewed before it expires.</summary>
/// <param name="definition">Where the token comes from.</param>
/// <param name="clientSecret">The client's secret.</param>
public sealed class ClientCredentialsAuthenticator(ClientCredentialsDefinition definition, Secret clientSecret) : TokenAuthenticator
{
    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; } = [clientSecret];

    private protected override KeyValuePair<string, string> Header(Secret token) => KeyValuePair.Create("Authorization", token.Use(text => $"Bearer {text}"));

    private protected override async Task<IssuedToken> AskAsync(ICredentialExchange exchange, CancellationToken cancellationToken)
    {
        string source = $"the login at {definition.TokenUrl.GetLeftPart(UriPartial.Path)}";
        var body = new StringBuilder("grant_type=client_credentials");
        if (definition.Scope is { } scope)
            body.Append("&scope=").Append(Uri.EscapeDataString(scope));

        foreach ((string name, string value) in definition.Parameter)
            body.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

        List<KeyValuePair<string, string>> headers = [KeyValuePair.Create("Accept", "application/json")];
        if (definition.IsSecretInHeader)
        {
            // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
            var basic = Secret.FromText(clientSecret.Use(
                text => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(definition.ClientId)}:{Uri.EscapeDataString(text)}"))));
            exchange.Hide(basic);
            headers.Add(KeyValuePair.Create("Authorization", basic.Use(text => $"Basic {text}")));
        }
        else
        {
            body.Append("&client_id=").Append(Uri.EscapeDataString(definition.ClientId));
            clientSecret.Use(text => body.Append("&client_secret=").Append(Uri.EscapeDataString(text)));
        }

        using HttpAnswer answer = await exchange.SendAsync(
            new HttpCall
            {
                Source = source,
                Url = definition.TokenUrl,
                Method = HttpMethod.Post,
                Header = headers,
                Body = Encoding.UTF8.GetBytes(body.ToString()),
                BodyType = "application/x-www-form-urlencoded",
                Expected = ContentKind.Json,
            },
            cancellationToken).ConfigureAwait(false);
        return await TokenAnswer.ReadAsync(answer, source, "access_token", "expires_in", definition.DefaultLifetime, exchange, cancellationToken).ConfigureAwait(false);
    }
}
