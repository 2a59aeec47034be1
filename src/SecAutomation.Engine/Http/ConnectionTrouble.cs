using System.Net;
using System.Security.Authentication;

namespace SecAutomation.Engine.Http;

/// <summary>Why a server, or the proxy before it, cannot be spoken to, and what to do about it.</summary>
/// <param name="Id">The id of the failure.</param>
/// <param name="What">What is wrong, to stand behind the name of the place.</param>
/// <param name="NextStep">What to do.</param>
/// <param name="IsLasting">Whether another try is of no use.</param>
/// <param name="MayHaveArrived">Whether the server may have got the request.</param>
internal sealed record ConnectionTrouble(FailureId Id, string What, string NextStep, bool IsLasting = false, bool MayHaveArrived = false)
{
    private const string Address = "Check the address of the connection, and the name servers of this machine.";

    private const string Network = "Check the port, the firewalls on the way, and whether a proxy is needed (-Proxy of Register-SecConnection, or HTTPS_PROXY).";

    private const string Proxy = "Check the proxy: -Proxy of Register-SecConnection, or where it names none HTTPS_PROXY, and NO_PROXY for servers that need none.";

    // TLS tells by an alert that the server does not take what it was shown, or that it was shown nothing.
    private static readonly ConnectionTrouble s_own = new(
        FailureId.CertificateInvalid,
        "wants another certificate of this connection",
        "The server wants a certificate of this connection that it knows: name it with -ClientCertificate of Register-SecConnection, and check what the server allows.",
        IsLasting: true);

    private static readonly ConnectionTrouble s_protocol = new(
        FailureId.ConnectionFailed, "speaks neither TLS 1.2 nor TLS 1.3", "Let the server speak TLS 1.2 or newer: nothing older is ever spoken.", IsLasting: true);

    private static readonly ConnectionTrouble s_clear = new(
        FailureId.ConnectionFailed,
        "ends the connection before it is secure",
        "Check that the address names the port of HTTPS, and what stands between (a proxy, a firewall that looks into TLS).");

    // The words of OpenSSL, of Windows, and of macOS.
    private static readonly (string Said, ConnectionTrouble Trouble)[] s_handshake =
    [
        ("certificate required", s_own),
        ("alert bad certificate", s_own),
        ("alert unknown ca", s_own),
        ("alert handshake failure", s_own),
        ("alert certificate", s_own),
        ("alert protocol version", s_protocol),
        ("unsupported protocol", s_protocol),
        ("common algorithm", s_protocol),
        ("-9836", s_protocol),
        ("unexpected EOF", s_clear),
        ("frame size", s_clear),
        ("wrong version number", s_clear),
        ("packet length", s_clear),
        ("NotTimeValid", Certificate("The certificate of the server has expired or is not valid yet: renew it, or set the clock of this machine.")),
        ("NameMismatch", Certificate("The certificate of the server is for another name: register the connection with a name that stands in it, or give the server one for this name.")),
        ("PartialChain", Unknown),
        ("UntrustedRoot", Unknown),
        ("Revoked", Certificate("The certificate of the server was withdrawn: give the server another one.")),
    ];

    private static ConnectionTrouble Unknown => Certificate(
        "Nobody that this machine trusts vouches for the certificate of the server: name its authority with -CertificateAuthority of Register-SecConnection, and let the server send the certificates in between.");

    /// <summary>The proxy on the way to a server.</summary>
    /// <param name="named">The proxy of the connection; null: the environment's.</param>
    /// <param name="url">The server.</param>
    /// <returns>Null: there is none.</returns>
    public static Uri? ProxyOf(IWebProxy? named, Uri url)
    {
        IWebProxy way = named ?? HttpClient.DefaultProxy;
        return way.IsBypassed(url) ? null : way.GetProxy(url);
    }

    /// <summary>A proxy as it is named to people, without a credential that may stand in it.</summary>
    public static string Shown(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>What a name has that cannot be resolved.</summary>
    public static ConnectionTrouble Name(bool isProxy) => new(FailureId.ConnectionFailed, "has no address", isProxy ? Proxy : Address);

    /// <summary>What a place has that takes no connection.</summary>
    public static ConnectionTrouble Reach(bool isProxy) => new(FailureId.ConnectionFailed, "cannot be reached", isProxy ? Proxy : Network);

    /// <summary>What ails a handshake.</summary>
    /// <param name="exception">What it ended with.</param>
    public static ConnectionTrouble Handshake(Exception exception) =>
        Told(exception) ?? (exception is AuthenticationException || exception.InnerException is AuthenticationException
            ? Certificate("Let the server show a valid certificate for this name, or name its authority with -CertificateAuthority of Register-SecConnection.")
            : s_clear);

    /// <summary>What ails a request that got no answer.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isProxied">Whether it goes by a proxy, which then is what has no address or cannot be reached.</param>
    public static ConnectionTrouble Request(Exception exception, bool isProxied) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Name(isProxied),
        HttpRequestError.ConnectionError => Reach(isProxied),
        HttpRequestError.SecureConnectionError => Handshake(exception),
        HttpRequestError.ProxyTunnelError => new(FailureId.ConnectionFailed, "cannot be reached through the proxy", Proxy + " Its log tells why it refuses."),
        _ when Told(exception) is { } told && ReferenceEquals(told, s_own) => s_own with { Id = FailureId.ConnectionFailed, What = "ended the connection before it answered", MayHaveArrived = true },
        _ => new(FailureId.ConnectionFailed, "ended the connection before it answered", "Look at the server, the network and the proxy, then run it again.", MayHaveArrived: true),
    };

    private static ConnectionTrouble Certificate(string nextStep) => new(FailureId.CertificateInvalid, "shows no certificate that is trusted", nextStep, IsLasting: true);

    private static ConnectionTrouble? Told(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            foreach ((string said, ConnectionTrouble trouble) in s_handshake)
            {
                if (cause.Message.Contains(said, StringComparison.OrdinalIgnoreCase))
                    return trouble;
            }
        }

        return null;
    }
}
