using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Engine.Http;

/// <summary>Makes what sends messages: TLS 1.2 or 1.3, no redirects, no cookies, no decompression of its own.</summary>
internal static class MessageHandlers
{
    public static SocketsHttpHandler Create(HttpDoorDefinition definition)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateContext = ClientCertificateFile.Shown(definition.ClientCertificate),
            },
        };
        if (definition.Proxy is { } proxy)
            handler.Proxy = proxy;

        if (definition.CertificateAuthority.Count > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            foreach (X509Certificate2 authority in definition.CertificateAuthority)
                policy.CustomTrustStore.Add(authority);

            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
