using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecAutomation.Commands.Machine;

/// <summary>Whether this machine can speak TLS, tried with itself, and whether it trusts anybody.</summary>
/// <param name="time">The clock.</param>
internal sealed class TlsTrial(TimeProvider time)
{
    private const string Name = "localhost";

    /// <summary>Tries the protocols.</summary>
    /// <param name="token">Ends the trial.</param>
    public async Task<IReadOnlyList<EnvironmentCheck>> TryAsync(CancellationToken token) =>
    [
        await TryAsync(SslProtocols.Tls12, "TLS 1.2", CheckOutcome.Failed, "Allow TLS 1.2 in the system's policy: nothing can be reached without it.", token).ConfigureAwait(false),
        await TryAsync(SslProtocols.Tls13, "TLS 1.3", CheckOutcome.Warning, "Servers that take nothing older cannot be reached. Update the system or its policy.", token).ConfigureAwait(false),
    ];

    /// <summary>Whether the system knows certificate authorities.</summary>
    public static EnvironmentCheck Trust()
    {
        int count = 0;
        foreach (StoreLocation location in new[] { StoreLocation.LocalMachine, StoreLocation.CurrentUser })
        {
            using var store = new X509Store(StoreName.Root, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                count += store.Certificates.Count;
            }
            catch (CryptographicException)
            {
                // There is none.
            }
        }

        return count > 0
            ? new EnvironmentCheck { Check = "Trust", Detail = $"The system trusts {count} certificate authorities." }
            : new EnvironmentCheck
            {
                Check = "Trust",
                Outcome = CheckOutcome.Failed,
                Detail = "The system trusts no certificate authority, so that no server can prove who it is.",
                NextStep = "Install the system's certificates (ca-certificates), or name the authority of each connection with -CertificateAuthority.",
            };
    }

    private async Task<EnvironmentCheck> TryAsync(SslProtocols protocol, string subject, CheckOutcome without, string nextStep, CancellationToken token)
    {
        var answer = new EnvironmentCheck { Check = "Tls", Subject = subject };
        try
        {
            using X509Certificate2 certificate = Certificate();
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var client = new TcpClient();
            Task<TcpClient> accepted = listener.AcceptTcpClientAsync(token).AsTask();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, token).ConfigureAwait(false);
            using TcpClient server = await accepted.ConfigureAwait(false);
            using var serverSide = new SslStream(server.GetStream());
            using var clientSide = new SslStream(client.GetStream());
            Task serving = serverSide.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocol }, token);
            await clientSide.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = Name,
                    EnabledSslProtocols = protocol,
                    CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { certificate } },
                },
                token).ConfigureAwait(false);
            await serving.ConfigureAwait(false);
            return answer with { Detail = $"This machine speaks {subject} ({clientSide.NegotiatedCipherSuite})." };
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or SocketException or CryptographicException or NotSupportedException)
        {
            return answer with { Outcome = without, Detail = $"This machine does not speak {subject}: {exception.GetBaseException().Message}", NextStep = nextStep };
        }
    }

    private X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = time.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Windows takes no key that was never in a container.
        return new X509Certificate2(made.Export(X509ContentType.Pfx));
    }
}
