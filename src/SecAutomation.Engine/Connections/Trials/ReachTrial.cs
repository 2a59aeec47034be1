using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>Whether a server can be reached at all: its name, its port, and the certificate that it shows. No credential is sent; a client certificate is shown.</summary>
/// <param name="registration">The connection.</param>
/// <param name="authorities">The only certificate authorities that are trusted; empty: the system's.</param>
/// <param name="own">The client certificate, and those between it and the root; empty: there is none.</param>
/// <param name="time">The clock.</param>
public sealed class ReachTrial(ConnectionRegistration registration, IReadOnlyList<X509Certificate2> authorities, IReadOnlyList<X509Certificate2> own, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_expiresSoon = TimeSpan.FromDays(30);

    private Uri Url => registration.Url;

    /// <summary>The answers, each when it is known; after one that failed, the others cannot be asked.</summary>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool isHttp = Url.Scheme == Uri.UriSchemeHttps || Url.Scheme == Uri.UriSchemeHttp;
        using var limit = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        if (isHttp && ConnectionTrouble.ProxyOf(registration.Proxy is { } named ? new WebProxy(named) : null, Url) is { } proxy)
        {
            string shown = ConnectionTrouble.Shown(proxy);
            yield return Unasked("Name", $"The proxy {shown} looks it up.");
            yield return await TryAsync(
                "Network", $"The proxy {shown}", token => ConnectAsync(proxy, $"The proxy {shown} takes connections. It reaches the server for this machine.", token),
                _ => ConnectionTrouble.Reach(isProxy: true), either.Token, cancellationToken).ConfigureAwait(false);
            yield return Unasked("Tls", $"Requests agree on it, by way of the proxy {shown}.");
            yield break;
        }

        ConnectionCheck name = await TryAsync("Name", Url.DnsSafeHost, FindAsync, _ => ConnectionTrouble.Name(isProxy: false), either.Token, cancellationToken).ConfigureAwait(false);
        yield return name;
        if (name.Outcome == CheckOutcome.Failed)
        {
            yield return Unasked("Network", "The server has no address.");
            if (isHttp)
                yield return Unasked("Tls", "The server has no address.");
            yield break;
        }

        ConnectionCheck network = await TryAsync(
            "Network", Url.Authority, token => ConnectAsync(Url, said: null, token), _ => ConnectionTrouble.Reach(isProxy: false), either.Token, cancellationToken).ConfigureAwait(false);
        yield return network;

        // What does not speak HTTP agrees on its encryption in its own way, and whoever speaks to it tells.
        if (!isHttp)
            yield break;

        yield return network.Outcome == CheckOutcome.Failed ? Unasked("Tls", "The server cannot be reached.")
            : Url.Scheme == Uri.UriSchemeHttp ? Answer("Tls") with { Outcome = CheckOutcome.Warning, Detail = "The address begins with http://: nothing is encrypted. It is taken for this machine alone." }
            : await TryAsync("Tls", Url.Authority, SecureAsync, ConnectionTrouble.Handshake, either.Token, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConnectionCheck> TryAsync(
        string check, string place, Func<CancellationToken, Task<ConnectionCheck>> ask, Func<Exception, ConnectionTrouble> judge, CancellationToken limited, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return await ask(limited).ConfigureAwait(false) with { Duration = Stopwatch.GetElapsedTime(start) };
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            ConnectionTrouble trouble = judge(exception);
            bool isLate = exception is OperationCanceledException;
            string what = isLate ? string.Create(CultureInfo.InvariantCulture, $"does not answer within {s_patience.TotalSeconds:0} seconds") : $"{trouble.What}: {exception.GetBaseException().Message}";
            return Answer(check) with
            {
                Outcome = CheckOutcome.Failed,
                Detail = $"{place} {what.TrimEnd('.')}.",
                NextStep = trouble.NextStep,
                ErrorId = (isLate ? FailureId.TimedOut : trouble.Id).ToString(),
                Duration = Stopwatch.GetElapsedTime(start),
            };
        }
    }

    private async Task<ConnectionCheck> FindAsync(CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(Url.DnsSafeHost, out IPAddress? address) ? [address] : await Dns.GetHostAddressesAsync(Url.DnsSafeHost, cancellationToken).ConfigureAwait(false);
        return Answer("Name") with { Detail = $"{Url.DnsSafeHost} is {string.Join(", ", addresses.Take(4).Select(one => one.ToString()))}." };
    }

    private async Task<ConnectionCheck> ConnectAsync(Uri place, string? said, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(place.DnsSafeHost, place.Port, cancellationToken).ConfigureAwait(false);
        return Answer("Network") with { Detail = said ?? $"{client.Client.RemoteEndPoint} takes connections." };
    }

    private async Task<ConnectionCheck> SecureAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Url.DnsSafeHost, Url.Port, cancellationToken).ConfigureAwait(false);
        using var secure = new SslStream(client.GetStream());
        SslClientAuthenticationOptions options = TlsOptions.For(authorities, own);
        options.TargetHost = Url.IdnHost;
        await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        DateTimeOffset expires = secure.RemoteCertificate is X509Certificate2 shown ? new DateTimeOffset(shown.NotAfter) : DateTimeOffset.MaxValue;
        bool isLate = expires - time.GetUtcNow() < s_expiresSoon;
        string protocol = secure.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2";
        return Answer("Tls") with
        {
            Outcome = isLate ? CheckOutcome.Warning : CheckOutcome.Passed,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{protocol}; the certificate of {Url.IdnHost} is trusted and valid until {expires:yyyy-MM-dd}."),
            NextStep = isLate ? "Renew the server's certificate before then." : "",
        };
    }

    private ConnectionCheck Unasked(string check, string why) => Answer(check) with { Outcome = CheckOutcome.NotChecked, Detail = why };

    private ConnectionCheck Answer(string check) => new() { Connection = registration.Name, Check = check };
}
