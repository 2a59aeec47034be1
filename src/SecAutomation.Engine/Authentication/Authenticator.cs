namespace SecAutomation.Engine.Authentication;

/// <summary>How a connection proves who it is. A closed family; safe for many threads.</summary>
public abstract class Authenticator : IAsyncDisposable
{
    private protected Authenticator()
    {
    }

    /// <summary>The secrets of which nothing may be shown.</summary>
    public abstract IReadOnlyList<Secret> Secrets { get; }

    /// <summary>The headers that prove it.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.CredentialRefused"/> and whatever a request can fail with.</exception>
    internal abstract ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken);

    /// <summary>The server refused what it was shown.</summary>
    /// <param name="headers">What it was shown.</param>
    /// <returns>Whether another proof can be had, so that the request is worth one more try.</returns>
    internal virtual bool Refused(IReadOnlyList<KeyValuePair<string, string>> headers) => false;

    /// <summary>Logs off where there is something to log off from.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
