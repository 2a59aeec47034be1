using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>A server on 127.0.0.1 that serves one request a connection and writes to the socket itself, so that it can break every promise that HTTP makes.</summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Predicate<X509Certificate?>? _isClientKnown;
    private Task _loop = Task.CompletedTask;

    private protected LoopbackServer(X509Certificate2? certificate, Predicate<X509Certificate?>? isClientKnown = null)
    {
        (_certificate, _isClientKnown) = (certificate, isClientKnown);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    private protected int Port { get; }

    private protected CancellationToken Stopped => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to accept; the last thing that a constructor does.</summary>
    private protected void Accept() => _loop = AcceptAsync();

    /// <summary>Answers the request that comes on a connection.</summary>
    private protected abstract Task AnswerAsync(Stream stream);

    /// <summary>Reads a request; null where the client left without one.</summary>
    private protected async Task<(string Head, byte[] Body)?> ReadAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, Stopped) == 0)
                return null;

            head.Add(one[0]);
        }

        string text = Encoding.UTF8.GetString([.. head]);
        byte[] body = new byte[Header(text).TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, Stopped);
        return (text, body);
    }

    /// <summary>The headers of a request.</summary>
    private protected static Dictionary<string, string> Header(string head) => head
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                // An answer that is thought about at length holds up no other connection.
                TcpClient client = await _listener.AcceptTcpClientAsync(Stopped);
                open.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener was stopped, perhaps between two calls.
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                    {
                        ServerCertificate = _certificate,
                        ClientCertificateRequired = _isClientKnown is not null,
                        RemoteCertificateValidationCallback = (_, shown, _, _) => _isClientKnown?.Invoke(shown) ?? true,
                    });
                    stream = secure;
                }

                await using (stream)
                    await AnswerAsync(stream);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // One of the two left; that is what some tests are about.
        }
    }
}
