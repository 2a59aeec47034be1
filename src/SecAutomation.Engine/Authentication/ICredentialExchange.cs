using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Authentication;

/// <summary>The door as an authenticator sees it: requests that carry no credential of the connection, and what must stay hidden.</summary>
public interface ICredentialExchange
{
    /// <summary>The clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Sends a request without the connection's credential.</summary>
    Task<HttpAnswer> SendAsync(HttpCall request, CancellationToken cancellationToken);

    /// <summary>Keeps a value out of every message and trace from now on.</summary>
    void Hide(Secret secret);
}
