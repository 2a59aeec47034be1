using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Testing.Http;

/// <summary>Stands between a client and a real server on this machine, and loses what it is told to lose.</summary>
public sealed class FaultyProxy : LoopbackServer
{
    private readonly ConcurrentQueue<TrackerFault> _faults = new();
    private readonly Uri _target;
    private int _requests;
    private int _writes;

    public FaultyProxy(Uri target)
        : base(certificate: null)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        Url = new UriBuilder(target) { Host = "127.0.0.1", Port = Port }.Uri;
        Accept();
    }

    public Uri Url { get; }

    /// <summary>How many requests came.</summary>
    public int Requests => _requests;

    /// <summary>How many writes came.</summary>
    public int Writes => _writes;

    /// <summary>What happens to the writes to come: <see cref="TrackerFault.LostRequest"/>, <see cref="TrackerFault.LostAnswer"/>, <see cref="TrackerFault.CutAnswer"/> or one of the bad gateways.</summary>
    public void FailWrites(params TrackerFault[] faults)
    {
        foreach (TrackerFault fault in faults)
            _faults.Enqueue(fault);
    }

    private protected override async Task AnswerAsync(Stream stream)
    {
        if (await ReadAsync(stream) is not { } request)
            return;

        Interlocked.Increment(ref _requests);
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
        await stream.WriteAsync(answer, Stopped);
    }

    private async Task<byte[]> ForwardAsync(string head, byte[] body)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target.Host, _target.Port, Stopped);
        await using NetworkStream stream = server.GetStream();
        string[] lines = [.. head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase))];
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])), Stopped);
        await stream.WriteAsync(body, Stopped);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Stopped);
        return answer.ToArray();
    }
}
