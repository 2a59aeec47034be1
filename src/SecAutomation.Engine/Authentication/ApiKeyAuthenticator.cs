namespace SecAutomation.Engine.Authentication;

/// <summary>Keys in headers.</summary>
/// <param name="header">The headers with their whole values.</param>
/// <param name="secrets">The secrets that stand in them.</param>
public sealed class ApiKeyAuthenticator(IReadOnlyList<KeyValuePair<string, Secret>> header, IReadOnlyList<Secret> secrets) : Authenticator
{
    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; } = [.. header.Select(pair => pair.Value), .. secrets];

    internal override ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(
            [.. header.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Use(text => text)))]);
}
