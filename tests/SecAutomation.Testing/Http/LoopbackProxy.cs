using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>A proxy that makes tunnels, each to one server on this machine, whatever name it is asked for.</summary>
public sealed class LoopbackProxy : LoopbackServer
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Uri _target;
    private readonly int _status;

    /// <param name="target">The server.</param>
    /// <param name="status">How it answers: 200, or why it makes no tunnel.</param>
    public LoopbackProxy(Uri target, int status = 200)
        : base(certificate: null)
    {
        (_target, _status) = (target, status);
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        Accept();
    }

    public Uri Url { get; }

    /// <summary>The first line of each request.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    private protected override async Task AnswerAsync(Stream stream)
    {
        if (await ReadAsync(stream) is not { } request)
            return;

        _requests.Enqueue(request.Head.Split("\r\n", 2)[0]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {_status} Proxy\r\n{(_status == 200 ? "" : "Content-Length: 0\r\n")}\r\n")), Stopped);
        if (_status != 200)
            return;

        using var server = new TcpClient();
        await server.ConnectAsync("127.0.0.1", _target.Port, Stopped);
        await using NetworkStream other = server.GetStream();
        await Task.WhenAny(stream.CopyToAsync(other, Stopped), other.CopyToAsync(stream, Stopped));
    }
}
