using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Testing.Http;

/// <summary>Stands between a client and a real server on this machine, and loses what it is told to lose.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<TrackerFault> _faults = new();
    private readonly Uri _target;
    private readonly Task _loop;
    private int _writes;

    public FaultyProxy(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _listener.Start();
        Url = new UriBuilder(target) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _loop = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>How many writes came.</summary>
    public int Writes => _writes;

    /// <summary>What happens to the writes to come: <see cref="TrackerFault.LostRequest"/>, <see cref="TrackerFault.LostAnswer"/>, <see cref="TrackerFault.CutAnswer"/> or one of the bad gateways.</summary>
    public void FailWrites(params TrackerFault[] faults)
    {
        foreach (TrackerFault fault in faults)
            _faults.Enqueue(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using NetworkStream stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                    return;

                bool isWrite = !request.Head.StartsWith("GET ", StringComparison.Ordinal);
                if (isWrite)
                    Interlocked.Increment(ref _writes);
                TrackerFault fault = isWrite && _faults.TryDequeue(out TrackerFault next) ? next : TrackerFault.None;
                if (fault == TrackerFault.LostRequest)
                    return;

                byte[] answer = fault == TrackerFault.BadGateway ? [] : await ForwardAsync(request.Head, request.Body);
                answer = fault switch
                {
                    TrackerFault.LostAnswer => [],
                    TrackerFault.CutAnswer => answer[..^5],
                    TrackerFault.BadGateway or TrackerFault.BadGatewayAfterwards => "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
                    _ => answer,
                };
                await stream.WriteAsync(answer, _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // One of the two left.
        }
    }

    private async Task<byte[]> ForwardAsync(string head, byte[] body)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
        await using NetworkStream stream = server.GetStream();
        string[] lines = [.. head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase))];
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])), _stop.Token);
        await stream.WriteAsync(body, _stop.Token);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, _stop.Token);
        return answer.ToArray();
    }

    private async Task<(string Head, byte[] Body)?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;

            head.Add(one[0]);
        }

        string text = Encoding.ASCII.GetString([.. head]);
        string? length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (text, body);
    }
}
