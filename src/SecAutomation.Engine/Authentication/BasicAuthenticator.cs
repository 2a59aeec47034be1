using System.Text;

namespace SecAutomation.Engine.Authentication;

/// <summary>User name and password (RFC 7617), in UTF-8.</summary>
public sealed class BasicAuthenticator : Authenticator
{
    private readonly Secret _encoded;

    /// <summary>Makes one.</summary>
    /// <param name="userName">The name; it may not hold a colon.</param>
    /// <param name="password">The password.</param>
    public BasicAuthenticator(string userName, Secret password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (userName.Contains(':', StringComparison.Ordinal))
            throw new FailureException(FailureId.CredentialRefused, "A user name for basic authentication cannot hold a colon.", "Use another account.");

        _encoded = Secret.FromText(password.Use(text => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{text}"))));
        Secrets = [password, _encoded];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; }

    internal override ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([KeyValuePair.Create("Authorization", _encoded.Use(text => $"Basic {text}"))]);
}
