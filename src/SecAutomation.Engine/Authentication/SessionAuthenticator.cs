using System.Text.Json;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Authentication;

/// <summary>A session that is opened with user name and password and closed when the connection is no longer used.</summary>
/// <param name="definition">How.</param>
/// <param name="userName">The account.</param>
/// <param name="password">Its password.</param>
public sealed class SessionAuthenticator(SessionDefinition definition, string userName, Secret password) : TokenAuthenticator
{
    private static readonly TimeSpan s_logOffLimit = TimeSpan.FromSeconds(5);
    private ICredentialExchange? _exchange;

    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; } = [password];

    /// <summary>Logs off; a server that does not answer within 5 seconds is left to its own expiry.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (Held is { } token && definition.LogOffUrl is { } url && _exchange is { } exchange)
        {
            using var limit = new CancellationTokenSource(s_logOffLimit, exchange.Time);
            try
            {
                var call = new HttpCall { Source = "the log-off", Url = url, Method = definition.LogOffMethod, Kind = RequestKind.Write, Header = [Header(token)] };
                (await exchange.SendAsync(call, limit.Token).ConfigureAwait(false)).Dispose();
            }
            catch (Exception e) when (e is FailureException or OperationCanceledException)
            {
                // The session ends by itself; the work that it was for is done.
            }
        }

        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected override KeyValuePair<string, string> Header(Secret token) =>
        KeyValuePair.Create(definition.TokenHeader, token.Use(text => definition.TokenPrefix + text));

    private protected override async Task<IssuedToken> AskAsync(ICredentialExchange exchange, CancellationToken cancellationToken)
    {
        _exchange = exchange;
        const string source = "the login";
        byte[] body = password.Use(text => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [definition.UserMember] = userName,
            [definition.PasswordMember] = text,
        }));
        using HttpAnswer answer = await exchange.SendAsync(
            new HttpCall { Source = source, Url = definition.LoginUrl, Method = HttpMethod.Post, Body = body }, cancellationToken).ConfigureAwait(false);
        return await TokenAnswer.ReadAsync(answer, source, definition.TokenPath, "", definition.Lifetime, exchange, cancellationToken).ConfigureAwait(false);
    }
}
