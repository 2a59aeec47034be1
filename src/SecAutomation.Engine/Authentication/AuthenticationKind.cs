namespace SecAutomation.Engine.Authentication;

/// <summary>How a product lets a connection prove who it is.</summary>
public enum AuthenticationKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Keys in headers.</summary>
    ApiKey,

    /// <summary>User name and password in each request (RFC 7617).</summary>
    Basic,

    /// <summary>A token that was made beforehand (RFC 6750).</summary>
    Bearer,

    /// <summary>OAuth 2 client credentials (RFC 6749, 4.4).</summary>
    ClientCredentials,

    /// <summary>A session that is opened by a login and closed by a log-off.</summary>
    Session,
}
