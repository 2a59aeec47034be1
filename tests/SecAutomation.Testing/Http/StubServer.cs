using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>A server whose rules are data.</summary>
public sealed class StubServer : LoopbackServer
{
    private static readonly TimeSpan s_drip = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentQueue<string> _untaken = new();
    private readonly ConcurrentDictionary<StubRule, int> _answered = new(ReferenceEqualityComparer.Instance);
    private readonly Func<StubRequest, StubAnswer> _answer;

    /// <param name="rules">The rules.</param>
    /// <param name="certificate">The certificate that it shows; null: it speaks no TLS.</param>
    /// <param name="isClientKnown">Whether it takes the certificate of whoever asks; null: it wants none.</param>
    public StubServer(IReadOnlyList<StubRule> rules, X509Certificate2? certificate = null, Predicate<X509Certificate?>? isClientKnown = null)
        : this(null, rules, certificate, isClientKnown)
    {
    }

    /// <summary>A server whose answers depend on what went before. The function is called from several threads.</summary>
    public StubServer(Func<StubRequest, StubAnswer> answer)
        : this(answer, [], null)
    {
    }

    private StubServer(Func<StubRequest, StubAnswer>? answer, IReadOnlyList<StubRule> rules, X509Certificate2? certificate, Predicate<X509Certificate?>? isClientKnown = null)
        : base(certificate, isClientKnown)
    {
        _answer = answer ?? (request => ByRule(rules, request));
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://{(certificate is null ? "127.0.0.1" : "localhost")}:{Port}/"));
        Accept();
    }

    public Uri Url { get; }

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>The requests that no rule took, each with what the rules of its path miss in it.</summary>
    public IReadOnlyList<string> Untaken => [.. _untaken];

    private StubAnswer ByRule(IReadOnlyList<StubRule> rules, StubRequest request)
    {
        StubRule? rule = rules.FirstOrDefault(rule => rule.Fits(request));
        if (rule is null)
        {
            _untaken.Enqueue(Untold(rules, request));
            return StubAnswer.Json("""{"error":"no rule takes this request"}""", 404);
        }

        return rule.Judge?.Invoke(request) is { } judged ? judged
            : rule.RequiredHeader.All(pair => request.Header.TryGetValue(pair.Key, out string? value) && value == pair.Value)
                ? rule.Answer[Math.Min(_answered.AddOrUpdate(rule, 0, (_, before) => before + 1), rule.Answer.Count - 1)]
                : StubAnswer.Json("""{"error":"who are you"}""", 401);
    }

    private static string Untold(IReadOnlyList<StubRule> rules, StubRequest request)
    {
        string[] near = [.. rules.Where(rule => rule.Path == request.Path).Select(rule => rule.Method == request.Method
            ? $"a rule asks it to contain {string.Join(", ", rule.Contains.Where(text => !request.Has(text)).Select(text => $"'{text}'"))}"
            : $"a rule is of {rule.Method}")];
        return $"{request.Method} {Uri.UnescapeDataString(request.Target)}{(request.Body.Length == 0 ? "" : $" with {request.Body}")}: "
            + (near.Length == 0 ? $"no rule has the path {request.Path}" : string.Join("; ", near));
    }

    private protected override async Task AnswerAsync(Stream stream)
    {
        if (await ReadAsync(stream) is not { } read)
            return;

        string[] first = read.Head.Split("\r\n", 2)[0].Split(' ');
        var request = new StubRequest(first[0], first[1], Header(read.Head), Encoding.UTF8.GetString(read.Body));
        _requests.Enqueue(request);
        StubAnswer answer = WithAddress(_answer(request));
        if (answer.IsSilent)
            return;
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, Stopped);

        var head = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Stub\r\nContent-Length: {answer.Body.Length}\r\nConnection: close\r\n"));
        if (answer.ContentType.Length > 0)
            head.Append("Content-Type: ").Append(answer.ContentType).Append("\r\n");

        foreach ((string name, string value) in answer.Header)
            head.Append(name).Append(": ").Append(value).Append("\r\n");

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), Stopped);
        await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.StallAfter ?? answer.DripAfter ?? answer.Body.Length), Stopped);
        await stream.FlushAsync(Stopped);
        for (int sent = answer.DripAfter ?? answer.Body.Length; sent < answer.Body.Length; sent++)
        {
            await Task.Delay(s_drip, Stopped);
            await stream.WriteAsync(answer.Body.AsMemory(sent, 1), Stopped);
            await stream.FlushAsync(Stopped);
        }

        if (answer.StallAfter is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, Stopped);
    }

    // Products name addresses of their own in their answers; these name the server's.
    private StubAnswer WithAddress(StubAnswer answer) => answer.Body.AsSpan().IndexOf("{server}"u8) < 0
        ? answer
        : answer with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body).Replace("{server}", Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)) };
}
