using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SecAutomation.Engine.Http;

/// <summary>What every handshake of ours asks for: TLS 1.2 or 1.3, and a certificate that is trusted.</summary>
internal static class TlsOptions
{
    /// <summary>The options of a connection.</summary>
    /// <param name="authorities">The only certificate authorities that are trusted; empty: the system's.</param>
    /// <param name="own">The certificate that is shown, with its key, and behind it those between it and the root; empty: none.</param>
    public static SslClientAuthenticationOptions For(IReadOnlyList<X509Certificate2> authorities, IReadOnlyList<X509Certificate2> own)
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateContext = own.Count == 0 ? null : SslStreamCertificateContext.Create(own[0], [.. own.Skip(1)], offline: true),
        };
        if (authorities.Count > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            foreach (X509Certificate2 authority in authorities)
                policy.CustomTrustStore.Add(authority);

            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
