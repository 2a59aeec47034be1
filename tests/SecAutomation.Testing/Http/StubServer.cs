using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>
/// A server on 127.0.0.1 whose rules are data. It writes to the socket itself, so that it can break every promise that HTTP makes.
/// </summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentDictionary<StubRule, int> _answered = new(ReferenceEqualityComparer.Instance);
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;

    public StubServer(IReadOnlyList<StubRule> rules, X509Certificate2? certificate = null)
        : this(null, rules, certificate)
    {
    }

    /// <summary>A server whose answers depend on what went before. The function is called from several threads.</summary>
    public StubServer(Func<StubRequest, StubAnswer> answer)
        : this(answer, [], null)
    {
    }

    private StubServer(Func<StubRequest, StubAnswer>? answer, IReadOnlyList<StubRule> rules, X509Certificate2? certificate)
    {
        (_answer, _certificate) = (answer ?? (request => ByRule(rules, request)), certificate);
        _listener.Start();
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://{(certificate is null ? "127.0.0.1" : "localhost")}:{port}/"));
        _loop = AcceptAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private StubAnswer ByRule(IReadOnlyList<StubRule> rules, StubRequest request)
    {
        StubRule? rule = rules.FirstOrDefault(rule => rule.Fits(request));
        return rule is null ? StubAnswer.Json("""{"error":"no such path"}""", 404)
            : rule.Judge?.Invoke(request) is { } judged ? judged
            : rule.RequiredHeader.All(pair => request.Header.TryGetValue(pair.Key, out string? value) && value == pair.Value)
                ? rule.Answer[Math.Min(_answered.AddOrUpdate(rule, 0, (_, before) => before + 1), rule.Answer.Count - 1)]
                : StubAnswer.Json("""{"error":"who are you"}""", 401);
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
                    await secure.AuthenticateAsServerAsync(_certificate);
                    stream = secure;
                }

                await using (stream)
                    await AnswerAsync(stream);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client left; that is what some tests are about.
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        if (await ReadAsync(stream) is not { } request)
            return;

        _requests.Enqueue(request);
        StubAnswer answer = WithAddress(_answer(request));
        if (answer.IsSilent)
            return;

        var head = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Stub\r\nContent-Length: {answer.Body.Length}\r\nConnection: close\r\n"));
        if (answer.ContentType.Length > 0)
            head.Append("Content-Type: ").Append(answer.ContentType).Append("\r\n");

        foreach ((string name, string value) in answer.Header)
            head.Append(name).Append(": ").Append(value).Append("\r\n");

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.StallAfter ?? answer.Body.Length), _stop.Token);
        await stream.FlushAsync(_stop.Token);
        if (answer.StallAfter is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
    }

    // Products name addresses of their own in their answers; these name the server's.
    private StubAnswer WithAddress(StubAnswer answer) => answer.Body.AsSpan().IndexOf("{server}"u8) < 0
        ? answer
        : answer with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body).Replace("{server}", Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)) };

    private async Task<StubRequest?> ReadAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;

            head.Add(one[0]);
        }

        string[] lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new StubRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
