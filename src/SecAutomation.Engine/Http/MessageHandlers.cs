using System.Net;

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
            SslOptions = TlsOptions.For(definition.CertificateAuthority, definition.ClientCertificate),
        };
        if (definition.Proxy is { } proxy)
            handler.Proxy = proxy;
        if (definition.Line is { } line)
            (handler.UseProxy, handler.ConnectCallback) = (false, (_, _) => ValueTask.FromResult(line()));

        return handler;
    }
}
