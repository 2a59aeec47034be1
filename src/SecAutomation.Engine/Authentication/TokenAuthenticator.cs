namespace SecAutomation.Engine.Authentication;

/// <summary>
/// Proof by a token that the server gives out. However many requests need a new one at once, one is asked for; they all get it, or all the same
/// failure. A credential that was refused is not tried again, so that no account is locked.
/// </summary>
public abstract class TokenAuthenticator : Authenticator
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _lifetime = new();
    private IssuedToken? _token;
    private Task<IssuedToken>? _renewal;
    private FailureException? _refusal;

    private protected TokenAuthenticator()
    {
    }

    /// <summary>The token that is held; null where there is none.</summary>
    private protected Secret? Held
    {
        get
        {
            lock (_lock)
                return _token?.Value;
        }
    }

    internal override async ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken)
    {
        Task<IssuedToken> renewal;
        lock (_lock)
        {
            if (_refusal is not null)
                throw _refusal;

            if (_token is { } held && held.RenewAt > exchange.Time.GetUtcNow())
                return [Header(held.Value)];

            // One caller's cancellation does not end what the others wait for.
            renewal = _renewal ??= Task.Run(() => RenewAsync(exchange), CancellationToken.None);
        }

        IssuedToken token = await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        return [Header(token.Value)];
    }

    internal override bool Refused(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        lock (_lock)
        {
            // Another request may have renewed it meanwhile.
            if (_token is { } held && headers.Contains(Header(held.Value)))
                _token = null;

            return _refusal is null;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        _lifetime.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IssuedToken> AskAsync(ICredentialExchange exchange, CancellationToken cancellationToken);

    private protected abstract KeyValuePair<string, string> Header(Secret token);

    private async Task<IssuedToken> RenewAsync(ICredentialExchange exchange)
    {
        try
        {
            IssuedToken token = await AskAsync(exchange, _lifetime.Token).ConfigureAwait(false);
            lock (_lock)
                (_token, _renewal) = (token, null);

            return token;
        }
        catch (FailureException failure)
        {
            lock (_lock)
            {
                _renewal = null;
                if (failure.Id is FailureId.CredentialRefused or FailureId.RequestRefused or FailureId.PermissionMissing)
                    _refusal = failure;
            }

            throw;
        }
        catch
        {
            lock (_lock)
                _renewal = null;

            throw;
        }
    }
}
