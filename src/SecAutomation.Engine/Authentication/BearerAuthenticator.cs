namespace SecAutomation.Engine.Authentication;

/// <summary>A token that was made beforehand (RFC 6750).</summary>
/// <param name="token">The token.</param>
/// <param name="scheme">The word before it. Bearer; some products say Token.</param>
public sealed class BearerAuthenticator(Secret token, string scheme = "Bearer") : Authenticator
{
    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; } = [token];

    internal override ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([KeyValuePair.Create("Authorization", token.Use(text => $"{scheme} {text}"))]);
}
